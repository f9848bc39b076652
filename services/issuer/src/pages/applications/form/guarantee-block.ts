import {
  feePaymentNames,
  feePayments,
  formatYen,
  type GuaranteeKind,
  guaranteeKindNames,
  redepositNames,
  redeposits,
  yen,
} from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import type { ElectronicAnswers } from './electronic.js';
import { electronicNote } from './electronic-note.js';
import type { Figures } from './figures.js';
import { guaranteeField } from './names.js';
import { yearChoices } from './plans-block.js';
import { type Fields, yesNo } from './view.js';
import { more, opened } from './works-block.js';

export interface GuaranteeBlock {
  kind: GuaranteeKind;
  fields: Fields;
  figures: Figures;
  electronic: ElectronicAnswers;
  /** 手続状況 and 保証契約番号. */
  standing: { status: string; guaranteeNumber: string | null };
  now: Date;
}

const whatFor: Record<GuaranteeKind, string> = {
  advance_payment: '発注者から前払金を受け取るための保証です。',
  interim_advance_payment: 'すでに前払金を受けた工事で、発注者の認定を受けて中間前払金を受け取るための保証です。',
  performance: '請負契約を結ぶ前に、契約の履行を保証するものです。前払金を予定する契約が対象です。',
};

/** 前払金保証を申し込む / 契約保証を申し込む: each with its own 手続状況 and 保証契約番号. */
export function guaranteeBlock({ kind, fields, figures, electronic, standing, now }: GuaranteeBlock): Html {
  const at = (name: string) => guaranteeField(kind, name);
  const name = guaranteeKindNames[kind];
  return html`<section class="optional guarantee" aria-labelledby="${kind}-heading"><h3 id="${kind}-heading">${name}</h3>
<p class="quiet">${whatFor[kind]}</p>
<dl class="standing-facts"><div><dt>手続状況</dt><dd>${standing.status}</dd></div><div><dt>保証契約番号</dt><dd class="number">${standing.guaranteeNumber ?? '発行の手続きで決まります'}</dd></div></dl>
${fields.check(at('wanted'), { label: `${name}を申し込む` })}
<div class="optional-content">
${fields.radio(at('form'), {
  label: '保証証書の形式について',
  required: true,
  // Once it is a fault it says the same.
  ...(!fields.isWrong(at('form')) && { hint: electronicNote(kind, electronic) }),
  help: '電子保証は、電子証書と認証キーをお渡しするものです。発注者が対応していて、この工事について認めている場合に選べます。',
  choices: [
    { value: 'electronic', label: '電子保証(認証キーを含む)' },
    { value: 'paper', label: '証書(紙)' },
  ],
})}
${kind !== 'performance' && baseBlock(fields, at, now)}
${fields.yen(at('amount'), { label: `${name}金額`, required: true, hint: '円' })}
${figuresBlock(kind, figures)}
${kind === 'interim_advance_payment' && interimBlock(fields, at)}
${kind !== 'performance' && depositaryBlock(fields, at)}
<div class="fields">
${fields.select(at('feePayment'), {
  label: '保証料支払方法',
  required: true,
  help: '一括納付は、協定を結んでいる会社が選べます。',
  choices: [
    { value: '', label: '選んでください' },
    ...feePayments.map((value) => ({ value, label: feePaymentNames[value] })),
  ],
})}
${fields.text(at('feeBilledTo'), { label: '請求先', required: true, list: 'billing-parties', hint: '例: 本社 経理部', help: html`<p>保証料の請求先です。<a href="/billing-parties" target="_blank">請求先を登録(新しいタブ)</a>しておくと、候補に表示されます。</p>` })}
</div>
${fields.radio(at('paperFeeStatement'), {
  label: '保証料計算書(紙)について',
  required: true,
  help: '希望しない場合も、保証料計算書一覧でご覧いただけます。',
  choices: yesNo,
})}
</div></section>`;
}

const baseBlock = (fields: Fields, at: (name: string) => string, now: Date): Html =>
  more(
    '今年度対象額(複数年度の契約のとき)',
    opened(
      fields,
      ['amount', 'basis', 'year'].map((name) => at(`fiscalYearBase.${name}`)),
    ),
    html`<p class="quiet">入力すると、保証金額の割合は今年度対象額に対して計算します。</p><div class="fields fields-tight">
${fields.yen(at('fiscalYearBase.amount'), { label: '今年度対象額', required: false })}
${fields.select(at('fiscalYearBase.year'), { label: '年度', choices: yearChoices(now) })}
${fields.select(at('fiscalYearBase.basis'), {
  label: '種類',
  choices: [
    { value: '', label: '選んでください' },
    { value: 'planned_output', label: '出来高予定額' },
    { value: 'payment_limit', label: '支払限度額' },
  ],
})}</div>`,
  );

const depositaryBlock = (
  fields: Fields,
  at: (name: string) => string,
): Html => html`${fields.wide(at('depositary'), { label: '預託金融機関(全角)', required: true, hint: '例: ○○銀行 ××支店。半角で入力したものは全角で登録します。' })}
${fields.radio(at('redeposit'), {
  label: '再預託利用区分',
  required: true,
  choices: redeposits.map((value) => ({ value, label: redepositNames[value] })),
})}
`;

const interimBlock = (fields: Fields, at: (name: string) => string): Html => html`<div class="fields">
${fields.day(at('recognition.date'), { label: '認定日', required: true, hint: '発注者の認定調書の日付' })}
${fields.text(at('recognition.number'), { label: '認定番号', required: true })}
</div>
${fields.radio(at('priorAdvance.issuer'), {
  label: 'すでに受けた前払金の保証',
  required: true,
  choices: [
    { value: 'ours', label: '弊社の前払金保証' },
    { value: 'external', label: '他社の前払金保証、または古い証書(紙)' },
  ],
})}
<div class="optional-ours">${fields.text(at('priorAdvance.guaranteeNumber'), { label: '前払金保証の保証契約番号', hint: '例: 12-08-0000123-3' })}</div>
<div class="optional-external fields fields-tight">
${fields.text(at('priorAdvance.external.issuerName'), { label: '保証した会社' })}
${fields.text(at('priorAdvance.external.number'), { label: '証書の番号' })}
${fields.yen(at('priorAdvance.external.amount'), { label: '前払金保証の金額' })}
</div>`;

/** Percentage and fee: what the API quotes. Filled by the button, or by itself where a script runs. */
export const figuresBlock = (kind: GuaranteeKind, figures: Figures): Html =>
  html`<div class="figures" id="figures-${kind}" aria-live="polite">${figuresOfKind(figures[kind])}</div>`;

const ratioOf = { contractPrice: '請負金額', fiscalYearBase: '今年度対象額' } as const;

export function figuresOfKind(figures: Figures[GuaranteeKind]): Html {
  if (!figures) {
    return html`<p class="quiet">発注者・請負金額・保証金額を入力して「計算する」を押すと、割合と保証料を表示します。</p>`;
  }
  const { quoted, warnings } = figures;
  const { ratio, fee } = quoted;
  return html`<dl class="figure-facts"><div><dt>${ratioOf[ratio.of]}に対する割合</dt><dd><strong>${ratio.percent}%</strong></dd></div>
<div><dt>保証料(見積り)</dt><dd><strong>${formatYen(yen(fee.amount))}</strong>${fee.sample && html` <span class="quiet">見本の料率による</span>`}</dd></div></dl>
<ul class="fee-lines">${fee.lines.map((line) => html`<li>${line.type === 'rate' ? `${formatYen(yen(line.base))} × ${line.ppm / 10_000}% = ${formatYen(yen(line.amount))}` : `最低保証料 ${formatYen(yen(line.minimum))}までの不足額 ${formatYen(yen(line.amount))}`}</li>`)}</ul>
${warnings.map(({ detail }) => html`<p class="figure-warning"><span aria-hidden="true">!</span> ${detail}</p>`)}`;
}
