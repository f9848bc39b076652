import type { Refused } from '@e-surety/client/issuer';
import type { Certificate } from '@e-surety/domain';
import { errorSummary, type FormError, html, type PageContent, textArea, titleWith } from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { sendFile } from '../parts/send-file.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { confirmPage } from './confirm.js';
import { correctionForm, correctionsIn, correctionTable, itemsOf } from './correction.js';
import { dispatchFields, dispatchIn } from './delivery-section.js';
import { guaranteePage } from './guarantee-page.js';
import { underwriters } from './roles.js';

const path = '/staff/guarantees/:guaranteeNumber';

/** A guarantee that was issued, its papers, and what the issuer does about it by itself. */
export function guaranteePages(pages: PageRoutes): void {
  pages.show(path, underwriters, (visit) => guaranteePage(visit));

  pages.act(`${path}/dispatch`, underwriters, async (visit) => {
    const body = dispatchIn(visit.form);
    const answer = await visit.api.recordDispatch({ ...of(visit), headers: once(visit), body });
    if (answer.ok) return seeOther(pathOf(visit), '発送を記録しました。');
    return { ...(await guaranteePage(visit, mendable(answer, dispatchFields))), status: answer.status };
  });

  pages.show(`${path}/certificate.pdf`, underwriters, async (visit) =>
    sendFile(await visit.api.readCertificatePdf({ ...of(visit), query: revisionIn(visit) })),
  );
  pages.show(`${path}/certificate.jws`, underwriters, async (visit) =>
    sendFile(await visit.api.readCertificateJws({ ...of(visit), query: revisionIn(visit) })),
  );
  pages.show(`${path}/fee-statement.pdf`, underwriters, async (visit) =>
    sendFile(await visit.api.readFeeStatement({ ...of(visit), query: revisionIn(visit) })),
  );

  pages.show(`${path}/refund-statement.pdf`, underwriters, async (visit) =>
    sendFile(await visit.api.readRefundStatement({ ...of(visit), query: revisionIn(visit) })),
  );

  pages.show(`${path}/correction`, underwriters, (visit) => showCorrection(visit));
  pages.act(`${path}/correction`, underwriters, correct);

  withReason(pages, {
    name: 'void',
    title: '無効にする(発行取消)',
    about: '誤って発行した保証を取り消します。もう一人の審査担当者の承認が要ります。',
    consequence:
      '保証は初めからなかったものとして扱われ、D-Sureでは「無効(発行取消)」と示されます。元に戻すことはできません。',
    button: '無効を申し込む',
    carryOut: async (visit, reason) => {
      const body = { ...noChange, type: 'void' as const, reason };
      const answer = await visit.api.requestChange({ ...of(visit), headers: once(visit), body });
      return answer.ok ? seeOther(`${pathOf(visit)}/changes/${answer.data.id}`, '無効を申し込みました。') : answer;
    },
  });
  withReason(pages, {
    name: 'key-replacement',
    title: '認証キーを再発行する',
    about: '認証キーが他に知られたときなどに、新しい認証キーに替えます。',
    consequence:
      'D-Sureに登録されると、前の認証キーは使えなくなります。受注者は新しいお知らせを発注者に提出し直します。',
    button: '再発行する',
    carryOut: async (visit, reason) => {
      const answer = await visit.api.replaceKey({ ...of(visit), headers: once(visit), body: { reason } });
      return answer.ok ? seeOther(pathOf(visit), '認証キーの再発行を始めました。') : answer;
    },
  });
}

async function showCorrection(visit: Visit, errors: readonly FormError[] = []): Promise<PageContent> {
  const { guaranteeNumber, kind, certificate } = demand(await visit.api.readGuarantee(of(visit)));
  const items = itemsOf(certificate as unknown as Certificate);
  return correctionForm({ guaranteeNumber, kind, items, typed: visit.form, errors, hidden: visit.hidden });
}

/** Shown once more before it is asked for; what is asked for is then reviewed as any change is. */
async function correct(visit: Visit): Promise<PageAnswer> {
  const { form, hidden } = visit;
  const { certificate } = demand(await visit.api.readGuarantee(of(visit)));
  const corrections = correctionsIn(form, itemsOf(certificate as unknown as Certificate));
  const reason = typedIn(form, 'reason');
  const step = typedIn(form, 'step');
  if (step === 'back') return showCorrection(visit);
  if (step !== 'confirmed' && corrections.length > 0 && reason.trim() !== '') {
    return confirmPage({
      ...{ title: '訂正の確認', button: 'この内容で訂正を申し込む', typed: form, hidden },
      what: html`${correctionTable(corrections)}<p>理由: ${reason}</p><p class="quiet">申し込んだ後、審査で承認すると、訂正した版が発行されます。</p>`,
      action: `${pathOf(visit)}/correction`,
    });
  }
  const body = {
    ...{ ...noChange, type: 'correction' as const, reason },
    corrections: corrections.map(({ item, value }) => ({ item, value })),
  };
  const answer = await visit.api.requestChange({ ...of(visit), headers: once(visit), body });
  if (answer.ok) return seeOther(`${pathOf(visit)}/changes/${answer.data.id}`, '訂正を申し込みました。');
  const fields = corrections.map(({ field, label }, i) => ({ id: field, pointer: `/corrections/${i}`, label }));
  const errors = mendable(answer, [...fields, { id: 'reason', pointer: '/reason', label: '訂正の理由' }]);
  return { ...(await showCorrection(visit, errors)), status: answer.status };
}

/** Something that needs a reason and a second thought. */
function withReason(
  pages: PageRoutes,
  act: {
    name: string;
    title: string;
    about: string;
    consequence: string;
    button: string;
    carryOut: (visit: Visit, reason: string) => Promise<PageAnswer | Refused>;
  },
): void {
  const { name, title, about, consequence, button } = act;
  const show = (visit: Visit, errors: readonly FormError[] = []): PageContent => ({
    title: titleWith(errors, title),
    at: '/staff/guarantees',
    main: html`<div class="work">${errorSummary(errors)}<h1><span class="eyebrow">${visit.path.guaranteeNumber}</span>${title}</h1>
<p>${about}</p>
<form class="form dense" method="post" action="${pathOf(visit)}/${name}" novalidate>${visit.hidden}
${textArea({ id: 'reason', label: '理由', required: true, value: typedIn(visit.form, 'reason'), rows: 3, errors })}
<div class="actions"><button class="button button-main" type="submit">確認に進む</button><a class="button" href="${pathOf(visit)}">やめる</a></div></form></div>`,
  });
  pages.show(`${path}/${name}`, underwriters, async (visit) => {
    demand(await visit.api.readGuarantee(of(visit)));
    return show(visit);
  });
  pages.act(`${path}/${name}`, underwriters, async (visit) => {
    const reason = typedIn(visit.form, 'reason');
    const step = typedIn(visit.form, 'step');
    if (step === 'back') return show(visit);
    if (step !== 'confirmed' && reason.trim() !== '') {
      const { guaranteeNumber } = visit.path;
      return confirmPage({
        ...{ title: `${title} 確認`, button, typed: visit.form, hidden: visit.hidden },
        what: html`<p class="notice notice-warn"><strong>${guaranteeNumber}</strong> ${consequence}</p><p>理由: ${reason}</p>`,
        action: `${pathOf(visit)}/${name}`,
      });
    }
    const answer = await act.carryOut(visit, reason);
    if (!('problem' in answer)) return answer;
    const errors = mendable(answer, [{ id: 'reason', pointer: '/reason', label: '理由' }]);
    return { ...show(visit, errors), status: answer.status };
  });
}

const noChange = { contractChange: null, newAmount: null, newPeriodTo: null, effectiveOn: null };

const of = ({ path }: Visit) => ({ path: { guaranteeNumber: path.guaranteeNumber! } });
const once = ({ requestKey }: Visit) => ({ 'idempotency-key': requestKey });
const pathOf = ({ path }: Visit) => `/staff/guarantees/${path.guaranteeNumber}`;
const revisionIn = ({ query }: Visit) => ({ revision: typedIn(query, 'revision') || undefined });
