import { certificateFormNames, feePaymentNames, redepositNames } from '@e-surety/domain';
import { type FormError, type Html, html } from '@e-surety/service-kit/pages';
import { facts, lines } from '../parts/facts.js';
import { stateTag } from '../parts/standing.js';
import { dayText, instantText, money } from '../parts/words.js';
import type { TypedForm } from '../site/typed.js';
import { kindName, limitList, paperList } from './checks.js';
import { heldSection } from './held-form.js';
import { receiptForm, receiptText } from './receipt-form.js';
import type { RequestedGuarantee, SheetGuarantee } from './schemas.js';

interface Card {
  guarantee: RequestedGuarantee;
  sheet: SheetGuarantee;
  applicationId: string;
  hidden: Html;
  errors: readonly FormError[];
  typed: TypedForm;
  today: string;
}

/** One guarantee that is asked for: what it is, how it stands against each rule, and what is to be done about it now. */
export function guaranteeCard({ guarantee, sheet, applicationId, hidden, errors, typed, today }: Card): Html {
  const { kind, status, fee, ratio, period, advance, interim, guaranteeNumber, message } = guarantee;
  const at = `/staff/applications/${applicationId}/guarantees/${kind}`;
  return html`<section class="sheet" aria-labelledby="${kind}">
<h2 id="${kind}">${kindName(kind)} ${stateTag(status)}</h2>
<div class="sheet-columns">
${facts([
  [
    '保証金額',
    html`<strong class="amount">${money(guarantee.amount)}</strong> <span class="quiet">${ratio.of === 'contractPrice' ? '請負金額' : '今年度対象額'}の${ratio.percent}%</span>`,
  ],
  [
    '保証契約番号',
    guaranteeNumber && html`<a class="code" href="/staff/guarantees/${guaranteeNumber}">${guaranteeNumber}</a>`,
  ],
  ['保証期間', `${period.from === null ? '請負契約締結日' : dayText(period.from)} から ${dayText(period.to)} まで`],
  ['証書の形式', certificateFormNames[guarantee.form]],
  [
    '保証料',
    lines(
      html`${money(fee.amount)} <span class="quiet">${fee.tariffVersion}${fee.sample && '(見本の料率)'}</span>`,
      `${feePaymentNames[guarantee.feePayment]} ・ ${guarantee.feeBilledTo}`,
    ),
  ],
  [
    '今年度対象額',
    advance?.fiscalYearBase &&
      html`${money(advance.fiscalYearBase.amount)}(${advance.fiscalYearBase.year}年度 ${advance.fiscalYearBase.basis === 'planned_output' ? '出来高予定額' : '支払限度額'})`,
  ],
  ['預託金融機関', advance && `${advance.depositary}(再預託 ${redepositNames[advance.redeposit]})`],
  ['認定', interim && `${dayText(interim.recognition.date)} ${interim.recognition.number}`],
  ['前払金の保証', interim && priorText(interim.priorAdvance)],
  ['理由・連絡', message],
])}
${facts([
  ['割合', limitList(sheet.limits)],
  ['添付書類', paperList(sheet.papers)],
  ['一次承認', sheet.firstApproval && actText(sheet.firstApproval)],
  [
    '承認',
    sheet.approval ? actText(sheet.approval) : sheet.needsSecondApproval && html`<strong>二人の承認が必要です</strong>`,
  ],
  ['入金', sheet.feeReceipt && receiptText(sheet.feeReceipt)],
  [
    '支払期限',
    sheet.payBy &&
      lines(
        html`<strong>${dayText(sheet.payBy)}</strong>`,
        html`<a href="${at}/fee-notice.pdf">保証料のご案内(PDF)</a>`,
      ),
  ],
])}
</div>
${sheet.commands.includes('receive_fee') && receiptForm({ action: `${at}/fee-receipt`, id: kind, fee: fee.amount, payment: guarantee.feePayment, hidden, errors, typed, today })}
${sheet.held && heldSection({ action: `${at}/held-decision`, id: kind, what: 'この保証', held: sheet.held, hidden, errors, typed })}
</section>`;
}

const actText = ({ by, at }: { by: string; at: string }): string => `${by}(${instantText(at)})`;

function priorText(prior: NonNullable<RequestedGuarantee['interim']>['priorAdvance']): Html {
  if ('guaranteeNumber' in prior)
    return html`<a class="code" href="/staff/guarantees/${prior.guaranteeNumber}">${prior.guaranteeNumber}</a>`;
  const { issuerName, number, amount } = prior.external;
  return html`${issuerName} ${number}(${money(amount)})`;
}
