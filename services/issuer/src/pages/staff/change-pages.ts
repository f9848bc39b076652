import type { Refused } from '@e-surety/client/issuer';
import { mendable } from '../parts/mended.js';
import { sendFile } from '../parts/send-file.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import type { PageRoutes } from '../site/desk.js';
import type { FormField } from '../site/field-errors.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { changePage } from './change-page.js';
import { heldDecisionIn, heldFields } from './held-form.js';
import { receiptFields, receiptIn, receiptTold } from './receipt-form.js';
import { underwriters } from './roles.js';

const path = '/staff/guarantees/:guaranteeNumber/changes/:id';

/** 変更の審査. */
export function changePages(pages: PageRoutes): void {
  pages.show(path, underwriters, (visit) => changePage(visit));

  pages.show(`${path}/attachments/:attachmentId`, underwriters, async ({ api, path }) =>
    sendFile(
      await api.readChangeAttachment({ path: path as { guaranteeNumber: string; id: string; attachmentId: string } }),
    ),
  );
  pages.show(`${path}/fee-notice.pdf`, underwriters, async (visit) =>
    sendFile(await visit.api.readChangeFeeNotice(of(visit))),
  );

  pages.act(`${path}/decision`, underwriters, async (visit) => {
    const body = {
      decision: typedIn(visit.form, 'decision') as 'approve' | 'decline' | 'return',
      message: typedIn(visit.form, 'message').trim() || null,
    };
    const headers = { ...once(visit), 'if-match': typedIn(visit.form, 'version') };
    const answer = await visit.api.reviewChange({ ...of(visit), headers, body });
    return done(visit, answer, '審査の結果を記録しました。', [
      { id: 'decision', pointer: '/decision', label: '結果' },
      { id: 'message', pointer: '/message', label: '差戻し・お断りの理由' },
    ]);
  });

  pages.act(`${path}/fee-receipt`, underwriters, async (visit) => {
    const body = receiptIn(visit.form, 'change');
    const answer = await visit.api.recordChangeFeeReceipt({ ...of(visit), headers: once(visit), body });
    return done(visit, answer, answer.ok ? receiptTold(answer.data) : '', receiptFields('change'));
  });

  pages.act(`${path}/held-decision`, underwriters, async (visit) => {
    const body = heldDecisionIn(visit.form, 'change');
    const answer = await visit.api.decideHeldChange({ ...of(visit), headers: once(visit), body });
    const told = answer.ok && answer.data.confirmedBy ? '判断がそろい、実行しました。' : '一人目の判断を記録しました。';
    return done(visit, answer, told, heldFields('change'));
  });
}

const of = ({ path }: Visit) => ({ path: path as { guaranteeNumber: string; id: string } });
const once = ({ requestKey }: Visit) => ({ 'idempotency-key': requestKey });

async function done(
  visit: Visit,
  answer: { ok: true } | Refused,
  told: string,
  fields: readonly FormField[],
): Promise<PageAnswer> {
  const { guaranteeNumber, id } = visit.path;
  if (answer.ok) return seeOther(`/staff/guarantees/${guaranteeNumber}/changes/${id}`, told);
  return { ...(await changePage(visit, mendable(answer, fields))), status: answer.status };
}
