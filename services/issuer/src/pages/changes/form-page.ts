import {
  type ChangeType,
  changeTypeNames,
  formatWareki,
  formatYen,
  guaranteeKindNames,
  worksLabels,
} from '@e-surety/domain';
import { periodLabel } from '@e-surety/papers/wording';
import {
  errorSummary,
  type FormError,
  type Html,
  html,
  type PageContent,
  textArea,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { pathOf } from '../guarantees/read.js';
import type { Guarantee } from '../guarantees/schemas.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import { askableTypes, fieldsOf, planExample, typeHints } from './asked.js';

export const headOf = (guarantee: Guarantee, title: string): Html =>
  html`<p class="back no-print"><a href="${pathOf(guarantee)}">保証契約内容の確認</a></p>
<h1><span class="eyebrow">${guaranteeKindNames[guarantee.kind]} <span class="code">${guarantee.guaranteeNumber}</span></span>${title}</h1>`;

/** The last day, as the certificate calls it. */
export function endOf(certificate: Guarantee['certificate']): string {
  const label = periodLabel(certificate);
  return label === '保証期限' ? label : `${label}の末日`;
}

/** Which change it is decides what is asked for. */
export function chooseTypePage(guarantee: Guarantee): PageContent {
  const title = '変更・解約を申し込む';
  return {
    title,
    at: '/guarantees',
    main: html`${headOf(guarantee, title)}
<p class="lead">どの変更かを選んでください。</p>
<ul class="cards">${askableTypes.map(
      (type) =>
        html`<li class="card"><h2 class="card-title"><a href="${pathOf(guarantee, `/changes/new?type=${type}`)}">${changeTypeNames[type]}</a></h2><p>${typeHints[type]}</p></li>\n`,
    )}</ul>
<p class="quiet">証書の記載の誤りは、取扱支店にご連絡ください。</p>`,
  };
}

export interface ChangeForm {
  guarantee: Guarantee;
  type: ChangeType;
  hidden: Html;
  form: TypedForm;
  errors?: FormError[];
  /** Of a change that was returned, and why. */
  returned?: { id: string; message: string | null } | null;
}

export function changeFormPage({
  guarantee,
  type,
  hidden,
  form,
  errors = [],
  returned = null,
}: ChangeForm): PageContent {
  const title = `${changeTypeNames[type]}の申込`;
  const fields = fieldsOf(type);
  const { certificate } = guarantee;
  const action = pathOf(guarantee, returned ? `/changes/${returned.id}/confirmation` : '/changes/confirmation');
  return {
    title: titleWith(errors, title),
    at: '/guarantees',
    main: html`${errorSummary(errors)}${headOf(guarantee, title)}
${returned?.message && html`<div class="notice notice-warn"><h2>差戻しの理由</h2><p class="written">${returned.message}</p></div>`}
<form class="form" method="post" action="${action}" novalidate>${hidden}<input type="hidden" name="type" value="${type}">
${
  fields.amount &&
  textField({
    id: 'newAmount',
    label: '変更後の保証金額(円)',
    hint: `今の保証金額: ${formatYen(certificate.amount)}`,
    value: typedIn(form, 'newAmount'),
    required: true,
    kind: 'short',
    inputmode: 'numeric',
    errors,
  })
}${
  fields.period &&
  textField({
    id: 'newPeriodTo',
    label: `変更後の${endOf(certificate)}`,
    hint: `今は ${formatWareki(certificate.period.to)}。${dayHint}`,
    value: typedIn(form, 'newPeriodTo'),
    required: true,
    errors,
  })
}${textField({
  id: 'effectiveOn',
  label: type === 'cancellation' ? '解約する日' : '変更の効力が生じる日',
  hint: type === 'cancellation' ? `この日から保証がなくなります。${dayHint}` : dayHint,
  value: typedIn(form, 'effectiveOn'),
  required: true,
  errors,
})}
${fields.contract && contractFields(guarantee, form, errors)}
${textArea({
  id: 'reason',
  label: type === 'cancellation' ? '解約の理由' : '変更の理由',
  hint: '電子証書・証書に記載されます(500文字まで)。',
  value: typedIn(form, 'reason'),
  rows: 3,
  required: true,
  errors,
})}
<div class="actions"><button class="button button-main" type="submit">確認へ進む</button></div></form>`,
  };
}

const dayHint = '令和9年3月31日、R9.3.31、2027/3/31、20270331 のどれでも入力できます。';

function contractFields({ certificate }: Guarantee, form: TypedForm, errors: readonly FormError[]): Html {
  const { works } = certificate;
  const labels = worksLabels[works.subject];
  const yearBase = 'fiscalYearBase' in certificate ? certificate.fiscalYearBase : null;
  return html`<fieldset class="group"><legend>請負契約の変更</legend>
<p class="hint">変更契約を結んだときに入力してください。変わらないものは空欄のままにします。</p>
${textField({ id: 'changedOn', label: '契約変更日', hint: dayHint, value: typedIn(form, 'changedOn'), required: false, errors })}
${textField({ id: 'contractPrice', label: `変更後の${labels.contractPrice}(税込、円)`, hint: `今は ${formatYen(works.contractPrice)}`, value: typedIn(form, 'contractPrice'), required: false, kind: 'short', inputmode: 'numeric', errors })}
${textField({ id: 'contractPeriodTo', label: `変更後の${labels.period}の終期`, hint: `今は ${formatWareki(works.period.to)}。${dayHint}`, value: typedIn(form, 'contractPeriodTo'), required: false, errors })}
${yearBase !== null && textField({ id: 'fiscalYearBase', label: '変更後の今年度対象額(円)', hint: `今は ${formatYen(yearBase.amount)}`, value: typedIn(form, 'fiscalYearBase'), required: false, kind: 'short', inputmode: 'numeric', errors })}
${textArea({ id: 'fiscalYears', label: '変更後の年割額', hint: `複数年度の契約(債務負担行為)で年割が変わるとき、一行に一年度ずつ、年度(西暦)・出来高予定額・支払限度額をすべての年度について入力します。例: ${planExample}`, value: typedIn(form, 'fiscalYears'), rows: 3, required: false, errors })}
</fieldset>`;
}
