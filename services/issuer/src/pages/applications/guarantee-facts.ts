import type { components } from '@e-surety/client/issuer';
import {
  certificateFormNames,
  feePaymentNames,
  guaranteeKindNames,
  guaranteeRequestStateNames,
  redepositNames,
} from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { dayText, yenText } from './works-facts.js';

type Requested = components['schemas']['RequestedGuarantee'];

const ratioOf = { contractPrice: '請負金額', fiscalYearBase: '今年度対象額' } as const;
const basisNames = { planned_output: '出来高予定額', payment_limit: '支払限度額' } as const;

/** One guarantee that is asked for, with what it costs and where it stands. */
export function guaranteeFacts(one: Requested): Html {
  const { kind, advance, interim, ratio, period, fee } = one;
  const base = advance?.fiscalYearBase;
  return html`<section aria-labelledby="${kind}"><h3 id="${kind}">${guaranteeKindNames[kind]}</h3>
${facts([
  ['手続状況', standing(one)],
  ['保証契約番号', one.guaranteeNumber && html`<span class="number">${one.guaranteeNumber}</span>`],
  ['弊社からの説明', one.message],
  ['保証証書の形式', certificateFormNames[one.form]],
  ['保証金額', html`<strong>${yenText(one.amount)}</strong>(${ratioOf[ratio.of]}の${ratio.percent}%)`],
  ['今年度対象額', base && `${base.year}年度 ${basisNames[base.basis]} ${yenText(base.amount)}`],
  ['保証期間', `${period.from === null ? '請負契約締結日' : dayText(period.from)}から${dayText(period.to)}まで`],
  ['預託金融機関', advance?.depositary],
  ['再預託利用区分', advance && redepositNames[advance.redeposit]],
  ['認定', interim && `${dayText(interim.recognition.date)} ${interim.recognition.number}`],
  ['すでに受けた前払金の保証', interim && priorAdvance(interim.priorAdvance)],
  ['保証料', html`${yenText(fee.amount)}${fee.sample && html` <span class="quiet">見本の料率による</span>`}`],
  ['保証料支払方法・請求先', `${feePaymentNames[one.feePayment]} ${one.feeBilledTo}`],
  ['保証料計算書(紙)', one.paperFeeStatement ? '希望する' : '希望しない(保証料計算書一覧で確認)'],
])}</section>`;
}

export const standing = ({ status }: Pick<Requested, 'status'>): Html =>
  html`<span class="standing-mark standing-${status}">${guaranteeRequestStateNames[status]}</span>`;

function priorAdvance(prior: NonNullable<Requested['interim']>['priorAdvance']): string {
  if (!('external' in prior)) return prior.guaranteeNumber;
  const { issuerName, number, amount } = prior.external;
  return `${issuerName} ${number} ${yenText(amount)}`;
}
