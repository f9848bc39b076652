import type { Refused } from '@e-surety/client/issuer';
import type { GuaranteeKind } from '@e-surety/domain';
import { mendable } from '../parts/mended.js';
import { sendFile } from '../parts/send-file.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import type { PageRoutes } from '../site/desk.js';
import type { FormField } from '../site/field-errors.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { applicationPage } from './application-page.js';
import { decisionFields, decisionsIn } from './decision-form.js';
import { heldDecisionIn, heldFields } from './held-form.js';
import { receiptFields, receiptIn, receiptTold } from './receipt-form.js';
import { underwriters } from './roles.js';

const path = '/staff/applications/:id';

/** 引受審査 of an application: what is seen, and each thing that is done about it. */
export function applicationPages(pages: PageRoutes): void {
  pages.show(path, underwriters, (visit) => applicationPage(visit));

  pages.act(`${path}/claim`, underwriters, async (visit) =>
    done(visit, await visit.api.claimApplication({ ...of(visit), headers: once(visit) }), '審査を始めました。'),
  );

  pages.act(`${path}/decision`, underwriters, async (visit) => {
    const body = { guarantees: decisionsIn(visit.form) };
    const headers = { ...once(visit), 'if-match': typedIn(visit.form, 'version') };
    const answer = await visit.api.reviewApplication({ ...of(visit), headers, body });
    return done(visit, answer, '審査の結果を記録しました。', decisionFields(visit.form));
  });

  pages.act(`${path}/return`, underwriters, async (visit) => {
    const message = typedIn(visit.form, 'returnMessage');
    const headers = { ...once(visit), 'if-match': typedIn(visit.form, 'version') };
    const answer = await visit.api.reviewApplication({ ...of(visit), headers, body: { decision: 'return', message } });
    const fields = [{ id: 'returnMessage', pointer: '/message', label: '直していただきたいこと' }];
    return done(visit, answer, '差し戻しました。', fields);
  });

  pages.act(`${path}/messages`, underwriters, async (visit) => {
    const body = { text: typedIn(visit.form, 'text') };
    const answer = await visit.api.postMessage({ ...of(visit), headers: once(visit), body });
    return done(visit, answer, '連絡を送りました。', [{ id: 'text', pointer: '/text', label: 'お客様へのお知らせ' }]);
  });

  pages.act(`${path}/guarantees/:kind/fee-receipt`, underwriters, async (visit) => {
    const { kind } = visit.path as { kind: GuaranteeKind };
    const body = receiptIn(visit.form, kind);
    const answer = await visit.api.recordFeeReceipt({ ...ofOne(visit), headers: once(visit), body });
    return done(visit, answer, answer.ok ? receiptTold(answer.data) : '', receiptFields(kind));
  });

  pages.act(`${path}/guarantees/:kind/held-decision`, underwriters, async (visit) => {
    const { kind } = visit.path as { kind: GuaranteeKind };
    const body = heldDecisionIn(visit.form, kind);
    const answer = await visit.api.decideHeldIssue({ ...ofOne(visit), headers: once(visit), body });
    const told = answer.ok && answer.data.confirmedBy ? '判断がそろい、実行しました。' : '一人目の判断を記録しました。';
    return done(visit, answer, told, heldFields(kind));
  });

  pages.show(`${path}/copy.pdf`, underwriters, async (visit) =>
    sendFile(await visit.api.readApplicationCopy(of(visit))),
  );
  pages.show(`${path}/guarantees/:kind/fee-notice.pdf`, underwriters, async (visit) =>
    sendFile(await visit.api.readFeeNotice(ofOne(visit))),
  );
  pages.show(`${path}/attachments/:attachmentId`, underwriters, async (visit) =>
    sendFile(await visit.api.readAttachment({ path: visit.path as { id: string; attachmentId: string } })),
  );
}

const of = ({ path }: Visit) => ({ path: { id: path.id! } });
const ofOne = ({ path }: Visit) => ({ path: path as { id: string; kind: GuaranteeKind } });
const once = ({ requestKey }: Visit) => ({ 'idempotency-key': requestKey });

/** On to the page as it is now; or the page with what was typed and what is to be mended. */
async function done(
  visit: Visit,
  answer: { ok: true } | Refused,
  told: string,
  fields: readonly FormField[] = [],
): Promise<PageAnswer> {
  if (answer.ok) return seeOther(`/staff/applications/${visit.path.id}`, told);
  return { ...(await applicationPage(visit, mendable(answer, fields))), status: answer.status };
}
