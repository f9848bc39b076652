import {
  attachmentTypeNames,
  type Certificate,
  changeTypeNames,
  guaranteeKindNames,
  todayInTokyo,
  worksLabels,
} from '@e-surety/domain';
import { itemLabel, valueText } from '@e-surety/papers/wording';
import {
  errorSummary,
  type FormError,
  type Html,
  html,
  type PageContent,
  radioField,
  textArea,
  titleWith,
} from '@e-surety/service-kit/pages';
import { viewLink } from '../attachments/viewer-page.js';
import { chargeTable } from '../parts/charge.js';
import { facts, lines } from '../parts/facts.js';
import { planText } from '../parts/plan.js';
import { stateTag } from '../parts/standing.js';
import { table } from '../parts/table.js';
import { dayText, instantText, money } from '../parts/words.js';
import { demand } from '../site/api.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { creditLine, findingsList } from './checks.js';
import { heldSection } from './held-form.js';
import { receiptForm, receiptText } from './receipt-form.js';
import type { Attachment, ChangeRequest, ChangeReviewSheet, Guarantee } from './schemas.js';

/** A change as an underwriter decides on it: what stands now, what is asked for, and what it costs. */
export async function changePage(visit: Visit, errors: readonly FormError[] = []): Promise<PageContent> {
  const { api, hidden, form: typed } = visit;
  const of = { path: visit.path as { guaranteeNumber: string; id: string } };
  const answer = await api.readChangeRequest(of);
  const change = demand(answer);
  const etag = answer.ok ? (answer.headers.get('etag') ?? '') : '';
  const sheet = demand(await api.readChangeReviewSheet(of));
  const { attachments } = demand(await api.listChangeAttachments(of));
  const guarantee = demand(await api.readGuarantee({ path: { guaranteeNumber: change.guaranteeNumber } }));
  const at = `/staff/guarantees/${guarantee.guaranteeNumber}/changes/${change.id}`;
  const forms = { hidden, errors, typed };
  return {
    title: titleWith(errors, `${changeTypeNames[change.type]} ${guarantee.guaranteeNumber}`),
    at: '/staff/cases',
    main: html`<div class="work">${errorSummary(errors)}
<h1><span class="eyebrow">${guaranteeKindNames[guarantee.kind]} <a class="code" href="/staff/guarantees/${guarantee.guaranteeNumber}">${guarantee.guaranteeNumber}</a> の変更</span>${changeTypeNames[change.type]} ${stateTag(change.status)}</h1>
${facts(
  [
    ['受注者', html`<strong>${guarantee.contractor.name}</strong>`],
    ['発注者', guarantee.orderer.name],
    [worksLabels[worksOf(guarantee).subject].name, guarantee.worksName],
    ['申込', `${instantText(change.createdAt)} ${sheet.requestedBy}`],
    ['担当', sheet.claimedBy],
    ['承認', sheet.approvedBy],
  ],
  'wide',
)}
<div class="split"><div>
${findingsList(change.warnings, sheet)}
<section aria-labelledby="before-after"><h2 id="before-after">変更の内容</h2>
${beforeAfter(change, sheet, guarantee)}
${facts([
  ['効力の日', change.effectiveOn && dayText(change.effectiveOn)],
  ['変更契約の日', change.contractChange && dayText(change.contractChange.changedOn)],
  ['理由', change.reason],
  ['審査からの連絡', change.message],
])}</section>
${decisionForm(change, sheet, { at, etag, ...forms })}
${
  sheet.commands.includes('receive_fee') &&
  change.feeChange &&
  receiptForm({
    action: `${at}/fee-receipt`,
    id: 'change',
    fee: change.feeChange.amount,
    payment: 'bank_transfer',
    today: todayInTokyo(visit.now),
    ...forms,
  })
}
${sheet.held && heldSection({ action: `${at}/held-decision`, id: 'change', what: 'この変更', held: sheet.held, ...forms })}
</div><div>
<section aria-labelledby="checks"><h2 id="checks">確認</h2>
${facts([
  ['添付書類', attachmentLinks(at, attachments)],
  ['与信', creditLine(sheet.credit)],
  [
    '二人の承認',
    sheet.needsSecondPerson
      ? html`<strong>申し込んだ方とは別の方の承認が必要です</strong>`
      : sheet.needsSecondApproval && html`<strong>金額が大きいため、二人の承認が必要です</strong>`,
  ],
  ['一次承認', sheet.firstApprovalBy],
  [
    '支払期限',
    sheet.payBy && lines(dayText(sheet.payBy), html`<a href="${at}/fee-notice.pdf">保証料のご案内(PDF)</a>`),
  ],
  ['入金', sheet.feeReceipt && receiptText(sheet.feeReceipt)],
  ['申込の書類', html`<a href="/staff/applications/${guarantee.applicationId}#papers">添付書類と連絡を見る</a>`],
])}</section>
${feeSection(sheet.feeChange, change.feeChange === null)}
</div></div></div>`,
  };
}

const worksOf = ({ certificate }: Guarantee) => (certificate as unknown as Certificate).works;

function beforeAfter(
  { newAmount, newPeriodTo, contractChange, corrections }: ChangeRequest,
  { before }: ChangeReviewSheet,
  guarantee: Guarantee,
): Html | null {
  const certificate = guarantee.certificate as unknown as Certificate;
  const labels = worksLabels[worksOf(guarantee).subject];
  const rows: [label: string, before: Html | string, after: Html | string][] = [
    ...(newAmount === null ? [] : [['保証金額', money(before.amount), money(newAmount)] as [string, Html, Html]]),
    ...(newPeriodTo === null
      ? []
      : [['保証の終わり', dayText(before.periodTo), dayText(newPeriodTo)] as [string, string, string]]),
    ...(contractChange?.contractPrice == null
      ? []
      : [
          [labels.contractPrice, money(before.contractPrice), money(contractChange.contractPrice)] as [
            string,
            Html,
            Html,
          ],
        ]),
    ...(contractChange?.periodTo == null
      ? []
      : [
          [`${labels.period}の終わり`, dayText(before.worksPeriodTo), dayText(contractChange.periodTo)] as [
            string,
            string,
            string,
          ],
        ]),
    ...(contractChange?.fiscalYearBase == null
      ? []
      : [['今年度対象額', baseNow(certificate), money(contractChange.fiscalYearBase)] as [string, Html, Html]]),
    ...(contractChange?.fiscalYears == null
      ? []
      : [['年割額', '', planText(contractChange.fiscalYears)] as [string, string, string]]),
    ...corrections.map(({ item, value }): [string, string, string] => [
      itemLabel(item, certificate),
      valueText(item, at(certificate, item)),
      valueText(item, value),
    ]),
  ];
  if (rows.length === 0) return null;
  return table({
    caption: '変更の内容',
    rows,
    columns: [
      { label: '事項', as: 'head', cell: ([label]) => label },
      { label: '変更前', cell: ([, now]) => now },
      { label: '変更後', cell: ([, , then]) => html`<strong>${then}</strong>` },
    ],
  });
}

const baseNow = (certificate: Certificate): Html =>
  'fiscalYearBase' in certificate && certificate.fiscalYearBase
    ? money(certificate.fiscalYearBase.amount)
    : html`(なし)`;

function at(certificate: Certificate, item: string): never {
  const value = item
    .slice(1)
    .split('/')
    .reduce<unknown>((one, member) => (one as Record<string, unknown> | null | undefined)?.[member], certificate);
  return (value ?? null) as never;
}

function decisionForm(
  { message: _ }: ChangeRequest,
  { commands, needsSecondPerson }: ChangeReviewSheet,
  {
    at,
    etag,
    hidden,
    errors,
    typed,
  }: { at: string; etag: string; hidden: Html; errors: readonly FormError[]; typed: Visit['form'] },
): Html | null {
  if (!commands.includes('decline')) return null;
  const names = { approve: '承認', return: '差戻し', decline: 'お断り' } as const;
  const choices = Object.entries(names)
    .filter(([command]) => (commands as readonly string[]).includes(command))
    .map(([value, label]) => ({ value, label }));
  return html`<section class="act" aria-labelledby="decide"><h2 id="decide">審査の結果</h2>
${needsSecondPerson && !commands.includes('approve') && html`<p class="notice notice-warn"><strong>承認は、申し込んだ方とは別の方が行ってください。</strong></p>`}
<form method="post" action="${at}/decision" novalidate>${hidden}<input type="hidden" name="version" value="${etag}">
${radioField({ id: 'decision', label: '結果', choices, value: typedIn(typed, 'decision'), errors })}
${textArea({ id: 'message', label: '差戻し・お断りの理由', hint: '差戻しやお断りのとき、受注者にメールで届きます。', value: typedIn(typed, 'message'), rows: 2, errors })}
<div class="actions"><button class="button button-main" type="submit">この結果で確定する</button></div></form></section>`;
}

const directions = { extra: '追加の保証料', refund: '保証料の返還', none: '保証料の増減' } as const;

/** What it costs or gives back, computed so that anyone can follow. */
function feeSection(feeChange: ChangeReviewSheet['feeChange'], estimate: boolean): Html | null {
  if (feeChange === null) return null;
  const { direction, amount, charged, due } = feeChange;
  return html`<section aria-labelledby="fee"><h2 id="fee">${directions[direction]}${estimate && '(見込み)'}</h2>
${facts([
  [
    directions[direction],
    html`<strong class="amount">${direction === 'none' ? 'なし' : money(amount)}</strong>${due.sample && html` <span class="quiet">(見本の料率)</span>`}`,
  ],
])}
<h3>これまでの保証料 ${money(charged.amount)}</h3>${chargeTable('これまでの保証料の計算', charged)}
<h3>変更後の保証料 ${money(due.amount)}</h3>${chargeTable('変更後の保証料の計算', due)}</section>`;
}

const attachmentLinks = (at: string, attachments: readonly Attachment[]): Html | string =>
  attachments.length === 0
    ? '(なし)'
    : html`<ul class="checks">${attachments.map(
        ({ id, type, name }) =>
          html`<li><span class="tag">${attachmentTypeNames[type]}</span> ${viewLink(`${at}/attachments/${id}`, name)} <a class="small" href="${at}/attachments/${id}" download aria-label="${name} をダウンロード">ダウンロード</a></li>`,
      )}</ul>`;
