import {
  changeTypeNames,
  changeTypesOfIssuer,
  formatYen,
  type GuaranteeRequestState,
  guaranteeRequestStateNames,
  guaranteeRequestTransitions,
  worksLabels,
  type Yen,
} from '@e-surety/domain';
import { errorSummary, type FormError, type Html, html, titleWith } from '@e-surety/service-kit/pages';
import { pathOf, readGuarantee } from '../guarantees/read.js';
import type { Guarantee, Schemas } from '../guarantees/schemas.js';
import { chargeTable } from '../parts/charge.js';
import { facts } from '../parts/facts.js';
import { planText } from '../parts/plan.js';
import { dayText, instantText, money } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { attachmentSection } from './attachment-section.js';
import { headOf } from './form-page.js';

type Change = Schemas['ChangeRequest'];

/** One change that was asked for: where it stands, what it costs or gives back, and what can still be done. */
export async function changePage(visit: Visit, errors: FormError[] = []): Promise<PageAnswer> {
  const { api, path, hidden } = visit;
  const { guaranteeNumber, id } = path as { guaranteeNumber: string; id: string };
  const [guarantee, change, { attachments }] = await Promise.all([
    readGuarantee(visit),
    api.readChangeRequest({ path: { guaranteeNumber, id } }).then(demand),
    api.listChangeAttachments({ path: { guaranteeNumber, id } }).then(demand),
  ]);
  const own = !changeTypesOfIssuer.includes(change.type);
  return {
    title: titleWith(errors, `${changeTypeNames[change.type]}の申込`),
    at: '/guarantees',
    ...(errors.length > 0 && { status: 400 }),
    main: html`${errorSummary(errors)}${headOf(guarantee, `${changeTypeNames[change.type]}の申込`)}
<div class="notice" role="status"><h2>${change.reflecting ? '反映中' : guaranteeRequestStateNames[change.status]}</h2><p>${own || change.status === 'issued' ? whatNow(guarantee)[change.status] : ofIssuer}</p>
${change.message && html`<p><strong>${change.status === 'returned' ? '差戻しの理由' : 'お知らせ'}</strong></p><p class="written">${change.message}</p>`}
${own && change.status === 'returned' && html`<p><a class="button button-main" href="${pathOf(guarantee, `/changes/${id}/correction`)}">修正して送り直す</a></p>`}
${change.reflecting && html`<p><a href="${pathOf(guarantee, `/changes/${id}`)}">最新の状態を見る</a></p>`}</div>
${facts(askedFacts(change, guarantee))}
${change.warnings.length > 0 && html`<h2>ご確認ください</h2><ul>${change.warnings.map(({ detail }) => html`<li>${detail}</li>`)}</ul>`}
${feeSection(guarantee, change)}
${(own || attachments.length > 0) && attachmentSection(change, { attachments, hidden, errors, byContractor: own })}
${own && mayWithdraw(change.status) && withdrawForm(guarantee, change, hidden)}`,
  };
}

/** 訂正 and 無効: seen by the contractor, and nothing to do about. */
const ofIssuer = '弊社が行う手続です。お手続は要りません。ご不明な点は、取扱支店にお問い合わせください。';

const whatNow = ({ form }: Guarantee): Record<GuaranteeRequestState, string> => ({
  draft: '',
  submitted: '取扱支店で審査します。結果はメールでもお知らせします。',
  under_review: '取扱支店で審査しています。',
  awaiting_second_approval: '取扱支店で審査しています。',
  approved: '承認されました。手続を進めています。',
  fee_due: '承認されました。追加の保証料のお支払いを確認すると、変更が反映されます。',
  issuing:
    form === 'electronic'
      ? 'D-Sureへの登録が終わると、変更が反映されます。画面を閉じても手続は続きます。'
      : '変更の証書を発行しています。画面を閉じても手続は続きます。',
  issued:
    form === 'electronic'
      ? '変更が反映されました。発注者が今の認証キーで照会すると、変更後の内容が表示されます。認証キーは変わりません。'
      : '変更が反映されました。変更の証書をお渡しします。',
  returned: '内容を修正して送り直してください。',
  declined: 'この変更はお引き受けできませんでした。',
  held: '確認のため、反映を保留しています。取扱支店からご連絡します。',
  voided: '取り消されました。',
  withdrawn: '取り下げました。',
});

/** What was asked for, in the words of its works. */
export function askedFacts(
  { newAmount, newPeriodTo, effectiveOn, contractChange, reason, createdAt }: Change,
  { certificate }: Guarantee,
) {
  const labels = worksLabels[certificate.works.subject];
  return [
    ['申込日時', instantText(createdAt)],
    ['変更後の保証金額', newAmount !== null && money(newAmount)],
    ['変更後の保証期限', newPeriodTo && dayText(newPeriodTo)],
    ['効力が生じる日', effectiveOn && dayText(effectiveOn)],
    ['契約変更日', contractChange && dayText(contractChange.changedOn)],
    [
      `変更後の${labels.contractPrice}(税込)`,
      contractChange?.contractPrice != null && money(contractChange.contractPrice),
    ],
    [`変更後の${labels.period}の終期`, contractChange?.periodTo && dayText(contractChange.periodTo)],
    ['変更後の今年度対象額', contractChange?.fiscalYearBase != null && money(contractChange.fiscalYearBase)],
    ['変更後の年割額', contractChange?.fiscalYears && planText(contractChange.fiscalYears)],
    ['理由', reason],
  ] as const;
}

function feeSection(guarantee: Guarantee, { id, feeChange, status, revision }: Change): Html | null {
  if (feeChange === null) return null;
  const { direction, amount, charged, due } = feeChange;
  const words = {
    extra: html`追加の保証料は <strong>${money(amount)}</strong> です。`,
    refund: html`お返しする保証料は <strong>${money(amount)}</strong> です。`,
    none: '保証料は変わりません。',
  }[direction];
  return html`<section class="section" aria-labelledby="fee"><h2 id="fee">保証料の増減</h2><p>${words}</p>
<h3>これまでの保証料 ${formatYen(charged.amount as Yen)}</h3>${chargeTable('これまでの保証料の計算', charged)}
<h3>変更後の保証料 ${formatYen(due.amount as Yen)}</h3>${chargeTable('変更後の保証料の計算', due)}
${status === 'fee_due' && html`<p><a class="button" href="${pathOf(guarantee, `/changes/${id}/fee-notice.pdf`)}">追加保証料のご案内(PDF)</a></p>`}
${status === 'issued' && direction === 'extra' && html`<p><a href="${pathOf(guarantee, `/fee-statement.pdf?revision=${revision}`)}">保証料計算書(PDF)</a></p>`}
${status === 'issued' && direction === 'refund' && html`<p><a href="${pathOf(guarantee, `/refund-statement.pdf?revision=${revision}`)}">保証料返還計算書(PDF)</a></p>`}
</section>`;
}

const mayWithdraw = (status: GuaranteeRequestState): boolean =>
  guaranteeRequestTransitions.some(({ from, command }) => from === status && command === 'withdraw');

function withdrawForm(guarantee: Guarantee, { id }: Change, hidden: Html): Html {
  return html`<section class="section no-print" aria-labelledby="withdraw"><h2 id="withdraw">申込の取下げ</h2>
<form method="post" action="${pathOf(guarantee, `/changes/${id}/withdrawal`)}">${hidden}
<p>取り下げると、保証は今のままです。</p><button class="button" type="submit">この変更の申込を取り下げる</button></form></section>`;
}
