import { type WorksSubject, worksLabels } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { dateNames } from './names.js';
import type { Fields } from './view.js';

const dayHint = '例: 令和8年11月10日、R8.11.10';
const dayHelp = '令和8年11月10日、R8.11.10、2026/11/10、20261110 のどの形でも入力できます。全角でも構いません。';

/** 請負工事の情報. Labels follow the subject. */
export function worksBlock(fields: Fields, subject: WorksSubject): Html {
  const words = worksLabels[subject];
  return html`${fields.radio('works.subject', {
    label: '契約の種類',
    required: true,
    choices: [
      { value: 'construction', label: '請負工事' },
      { value: 'consulting', label: '業務委託(測量・設計など)' },
    ],
  })}
${fields.text('works.name', { label: words.name, required: true, kind: 'long', hint: '契約書または通知書のとおりに入力してください。' })}
<div class="fields">
${fields.text('works.number', { label: words.number, required: false, help: '発注者が付けた番号です。認証キーを提出するメールの件名に使う発注者もあります。' })}
${fields.text('works.place', { label: words.place, required: true })}
</div>
<div class="fields">
${fields.yen('works.contractPrice', { label: `${words.contractPrice}(税込)`, required: true, hint: '円。全角・カンマも入力できます。' })}
${fields.day('works.contractDate', { label: words.contractDate, required: false, hint: dayHint, help: '契約保証は、請負契約を結ぶ前に必要です。まだ結んでいないときは空けておき、結んだ後に登録してください。' })}
</div>
<div class="fields">
${fields.day('works.period.from', { label: `${words.period}の始期`, required: true, hint: dayHint, help: dayHelp })}
${fields.day('works.period.to', { label: `${words.period}の終期`, required: true, hint: dayHint, help: dayHelp })}
</div>
${fields.check('works.lowBid', { label: '低入札価格調査などの対象である', help: '対象の契約では、前払金保証・契約保証の割合が発注者の規則で変わることがあります。' })}
${fields.check('works.advancePlanned', { label: '前払金を予定する請負契約である', help: '契約保証は、前払金を予定する契約の特約としてお引き受けします。' })}
${more(
  '契約の番号と日付(発注者の規則によって必要です)',
  opened(fields, ['works.contractNumber', 'works.tenderNumber', ...dates]),
  html`<p class="quiet">電子保証を受け付ける時期を、これらの日付で判断する発注者があります。必要な日付が足りないときは、確認のときにお知らせします。</p>
<div class="fields">${fields.text('works.contractNumber', { label: '契約番号', required: false })}${fields.text('works.tenderNumber', { label: '入札・案件番号', required: false })}</div>
<div class="fields">${Object.entries(dateNames).map(([name, label]) => fields.day(`works.dates.${name}`, { label, required: false }))}</div>`,
)}
${more(
  '契約書に署名する方',
  opened(fields, signatories),
  html`<p class="quiet">電子証書に印字します。空けておくと、受注者は利用登録の代表者になります。</p>
<div class="fields">${fields.text('works.ordererSignatory.office', { label: '発注者の機関名', required: false })}${fields.text('works.ordererSignatory.title', { label: '発注者の職名', required: false, hint: '例: 富士見町長' })}${fields.text('works.ordererSignatory.name', { label: '発注者の氏名', required: false })}</div>
<div class="fields">${fields.text('works.contractorSignatory.office', { label: '受注者の支店・営業所', required: false })}${fields.text('works.contractorSignatory.title', { label: '受注者の役職', required: false })}${fields.text('works.contractorSignatory.name', { label: '受注者の氏名', required: false })}</div>`,
)}
${more(
  '認証キーのお知らせの提出先',
  opened(fields, submitTo),
  html`<p class="quiet">発注者から指定された担当課とメールアドレスです。後からでも確かめられます。</p>
<div class="fields">${fields.text('works.submitTo.department', { label: '提出先の部署', required: false })}${fields.text('works.submitTo.person', { label: '提出先の担当者', required: false })}${fields.text('works.submitTo.email', { label: '提出先のメールアドレス', required: false, type: 'email' })}</div>`,
)}`;
}

const parts = ['office', 'title', 'name'];
const signatories = ['works.ordererSignatory', 'works.contractorSignatory'].flatMap((one) =>
  parts.map((part) => `${one}.${part}`),
);
const submitTo = ['department', 'person', 'email'].map((part) => `works.submitTo.${part}`);
const dates = Object.keys(dateNames).map((name) => `works.dates.${name}`);

/** What only some need: folded away, and open where something stands in it or is to be mended. */
export const more = (title: string, open: boolean, content: Html): Html =>
  html`<details class="more"${open && html` open`}><summary>${title}</summary><div class="more-content">${content}</div></details>`;

export const opened = (fields: Fields, names: readonly string[]): boolean =>
  names.some((name) => fields.typed(name).trim() !== '' || fields.isWrong(name));
