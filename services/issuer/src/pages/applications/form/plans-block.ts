import { fiscalYearOf, reiwaYearOf, todayInTokyo } from '@e-surety/domain';
import { type Choice, type Html, html } from '@e-surety/service-kit/pages';
import type { TypedForm } from '../../site/typed.js';
import { countRows, memberRows, rowField, yearRows } from './rows.js';
import type { Fields } from './view.js';

/** 複数年度の契約: what is planned and paid in each fiscal year. Shown where the box is checked, without a script too. */
export function fiscalYearsBlock(fields: Fields, form: TypedForm, now: Date): Html {
  const count = countRows(form, yearRows);
  return html`<div class="optional">${fields.check('works.multiYear', { label: '複数年度にわたる契約(債務負担行為など)である' })}
<div class="optional-content"><input type="hidden" name="works.fiscalYears.count" value="${count}">
<p class="quiet">契約書の年割額のとおりに入力してください。</p>
${Array.from(
  { length: count },
  (_, row) => html`<fieldset class="row"><legend>${row + 1}行目</legend><div class="fields fields-tight">
${fields.select(rowField(yearRows, row, 'year'), { label: '年度', choices: yearChoices(now) })}
${fields.yen(rowField(yearRows, row, 'plannedOutput'), { label: '出来高予定額' })}
${fields.yen(rowField(yearRows, row, 'paymentLimit'), { label: '支払限度額' })}</div>
${count > yearRows.least && html`<button class="button button-small" type="submit" name="do" value="remove-year-${row}">${row + 1}行目を削除</button>`}</fieldset>\n`,
)}<div class="actions"><button class="button button-small" type="submit" name="do" value="add-year">年度を追加</button></div></div></div>`;
}

/** 共同企業体: its members and their shares, one of them the representative. */
export function jointVentureBlock(fields: Fields, form: TypedForm): Html {
  const count = countRows(form, memberRows);
  const representative = fields.typed('works.jointVenture.representative') || '0';
  return html`<div class="optional">${fields.check('works.isJointVenture', { label: '共同企業体として受注した契約である' })}
<div class="optional-content"><input type="hidden" name="works.jointVenture.members.count" value="${count}">
${fields.text('works.jointVenture.name', { label: '共同企業体の名称', required: true, kind: 'long' })}
${Array.from(
  { length: count },
  (_, row) => html`<fieldset class="row"><legend>構成員${row + 1}</legend>
<div class="radio"><input type="radio" id="representative-${row}" name="works.jointVenture.representative" value="${row}"${String(row) === representative && html` checked`}><label for="representative-${row}">代表者</label></div>
<div class="fields fields-tight">
${fields.text(rowField(memberRows, row, 'name'), { label: '名称' })}
${fields.text(rowField(memberRows, row, 'address'), { label: '所在地' })}
${fields.text(rowField(memberRows, row, 'representativeTitle'), { label: '代表者の役職' })}
${fields.text(rowField(memberRows, row, 'representativeName'), { label: '代表者の氏名' })}
${fields.text(rowField(memberRows, row, 'sharePercent'), { label: '出資割合(%)', kind: 'short' })}</div>
${count > memberRows.least && html`<button class="button button-small" type="submit" name="do" value="remove-member-${row}">構成員${row + 1}を削除</button>`}</fieldset>\n`,
)}<div class="actions"><button class="button button-small" type="submit" name="do" value="add-member">構成員を追加</button></div></div></div>`;
}

/** Around the year in which it is applied for. */
export function yearChoices(now: Date): Choice[] {
  const year = fiscalYearOf(todayInTokyo(now));
  const years = Array.from({ length: 14 }, (_, i) => year - 3 + i).filter((one) => one >= 2019);
  return [
    { value: '', label: '選んでください' },
    ...years.map((one) => ({ value: String(one), label: `令和${reiwaYearOf(one)}年度` })),
  ];
}
