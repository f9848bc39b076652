import {
  guaranteeKindNames,
  submissionAttachmentNames,
  submissionChannelNames,
  submissionDeadlineNames,
} from '@e-surety/domain';
import {
  checkField,
  type FormError,
  type Html,
  html,
  radioField,
  selectField,
  textArea,
  textField,
} from '@e-surety/service-kit/pages';
import { boxes } from '../parts/boxes.js';
import { choicesOf } from '../parts/search-form.js';
import { checkedIn, type TypedForm, typedIn } from '../site/typed.js';
import {
  bidNames,
  boundNames,
  breachNames,
  exclusionNames,
  fieldNames,
  subjectNames,
  triggerNames,
} from './orderer-words.js';
import { limitRows, submissionRows } from './rules-typed.js';

interface Typed {
  typed: TypedForm;
  errors: readonly FormError[];
}

/** The fields of one version of a body's rules. Rows are open as far as they are filled. */
export function rulesFieldset({ typed, errors }: Typed): Html {
  const text = (id: string) => ({ id, value: typedIn(typed, id), errors });
  return html`<h2>電子保証への対応</h2>
<div class="fields">
${boxes({ id: 'kinds', label: '受け付ける保証', hint: '一つも選ばないと、電子保証を受け付けなくなったことを表します。', choices: choicesOf(guaranteeKindNames), checked: checkedIn(typed, 'kinds'), errors })}
${boxes({ id: 'subjects', label: '対象', choices: choicesOf(subjectNames), checked: checkedIn(typed, 'subjects'), errors })}
${textField({ ...text('since'), label: '電子保証の開始日', hint: '分からないときは空のままにします。日付では断りません。', kind: 'short' })}
${selectField({ ...text('trigger'), label: '判断する日付', choices: [{ value: '', label: '申込日' }, ...choicesOf(triggerNames)] })}
${boxes({ id: 'excludes', label: '対象外', choices: choicesOf(exclusionNames), checked: checkedIn(typed, 'excludes'), errors })}
</div>
<h2>保証金額の割合</h2>
${checkField({ id: 'ratio', label: 'この発注者が割合を公表している', hint: '公表していないときは、一般の割合を超えても注意を示すだけです。', checked: typedIn(typed, 'ratio') === 'true' })}
${rows(typed, 'limit', limitRows, 'percent', '割合', (i) => limitFields(i, { typed, errors }))}
<div class="fields">
${textField({ ...text('unit'), value: typedIn(typed, 'unit') || '1', label: '切り捨ての単位(円)', hint: '10万円未満を切り捨てるときは100000', kind: 'short', inputmode: 'numeric' })}
${radioField({ ...text('onBreach'), value: typedIn(typed, 'onBreach') || 'warning', label: '限度を超えたとき', choices: choicesOf(breachNames) })}
</div>
<h2>認証キーのお知らせの提出方法</h2>
${rows(typed, 'way', submissionRows, 'channel', '提出方法', (i) => submissionFields(i, { typed, errors }))}
<h2>出典</h2>
${textField({ ...text('source'), label: '公表されている場所', hint: 'ウェブページのアドレス、要領の名前など', required: true, kind: 'long' })}
${textArea({ ...text('note'), label: '備考', rows: 2 })}`;
}

/** No row can be added without a script: these are there to be filled. */
const spareRows = 2;

/** Each row opens by itself; those that say nothing are shut. */
function rows(
  typed: TypedForm,
  row: string,
  most: number,
  sign: string,
  name: string,
  fields: (i: number) => Html,
): Html {
  const isFilled = (i: number) => typedIn(typed, `${row}-${i}-${sign}`) !== '';
  const numbers = Array.from({ length: most }, (_, i) => i);
  const shown = Math.min(most, Math.max(0, ...numbers.filter(isFilled).map((i) => i + 1)) + spareRows);
  return html`${numbers
    .slice(0, shown)
    .map(
      (i) =>
        html`<details class="act act-row"${isFilled(i) && html` open`}><summary>${name} ${i + 1}${!isFilled(i) && '(なし)'}</summary>${fields(i)}</details>\n`,
    )}`;
}

function limitFields(i: number, { typed, errors }: Typed): Html {
  const id = (name: string) => `limit-${i}-${name}`;
  const field = (name: string) => ({ id: id(name), value: typedIn(typed, id(name)), errors });
  return html`<div class="fields fields-dense">
${selectField({ ...field('kind'), label: '保証の種類', choices: choicesOf(guaranteeKindNames) })}
${textField({ ...field('percent'), label: '割合(%)', kind: 'short', inputmode: 'numeric' })}
${selectField({ ...field('bound'), label: '以下・以上', choices: choicesOf(boundNames) })}
${selectField({ ...field('bids'), label: '入札', choices: choicesOf(bidNames) })}
${textField({ ...field('rule'), label: '規則の名前', hint: '例: advance_payment' })}
</div>
${boxes({ id: id('subjects'), label: '対象', choices: choicesOf(subjectNames), checked: checkedIn(typed, id('subjects')), errors })}
${checkField({ id: id('together'), label: '先の前払金と合わせて判断する', checked: typedIn(typed, id('together')) === 'true' })}`;
}

function submissionFields(i: number, { typed, errors }: Typed): Html {
  const id = (name: string) => `way-${i}-${name}`;
  const field = (name: string) => ({ id: id(name), value: typedIn(typed, id(name)), errors });
  const many = (name: string, label: string, names: Readonly<Record<string, string>>) =>
    boxes({ id: id(name), label, choices: choicesOf(names), checked: checkedIn(typed, id(name)), errors });
  return html`${many('kinds', 'どの保証について', guaranteeKindNames)}
<div class="fields fields-dense">
${selectField({ ...field('channel'), label: '提出の手段', choices: [{ value: '', label: '(なし)' }, ...choicesOf(submissionChannelNames)] })}
${selectField({ ...field('deadline'), label: '期限', choices: [{ value: '', label: '(定めなし)' }, ...choicesOf(submissionDeadlineNames)] })}
</div>
${textField({ ...field('subject'), label: '件名', hint: '{workNumber} などは、保証の内容で埋まります。', kind: 'long' })}
${many('body', '本文に書く事項', fieldNames)}
${many('attach', '提出するもの', submissionAttachmentNames)}
${checkField({ id: id('phone'), label: '電話で着信を確認する', checked: typedIn(typed, id('phone')) === 'true' })}
<div class="fields">
${textField({ ...field('department'), label: '提出先の部署' })}
${textField({ ...field('email'), type: 'email', label: '提出先のメール', hint: '発注者が公表しているものに限ります。' })}
${textField({ ...field('formName'), label: '申請フォームの名前' })}
${textField({ ...field('note'), label: '補足', kind: 'long' })}
</div>`;
}
