import type { components } from '@e-surety/client/issuer';
import { type Html, html } from '@e-surety/service-kit/pages';
import { type Fields, yesNo } from './view.js';

type Branch = components['schemas']['BranchList']['branches'][number];

/** 申込送信先、保証証書等受取. */
export const branchBlock = (fields: Fields, branches: readonly Branch[]): Html => html`${fields.select('branch', {
  label: '申込送信先(支店)',
  required: true,
  choices: [{ value: '', label: '選んでください' }, ...branches.map(({ id, name }) => ({ value: id, label: name }))],
})}
<details class="more"><summary>支店の連絡先と受付時間</summary><ul class="branches">${branches.map(
  ({ name, phone, email, hours }) =>
    html`<li><strong>${name}</strong> <span class="number">${phone}</span> ${email}<br><span class="quiet">${hours}</span></li>\n`,
)}</ul></details>
<div class="for-paper">
${fields.radio('paperDelivery.method', {
  label: '証書(紙)の受取方法',
  required: true,
  choices: [
    { value: 'post', label: '郵送' },
    { value: 'branch_counter', label: '申込送信先の窓口で受け取る' },
  ],
})}
${fields.text('paperDelivery.address', { label: '証書の送付先', hint: '郵送のときは、郵便番号と宛名も入力してください。', kind: 'long' })}
</div>`;

/** 電子保証発行完了のお知らせ. */
export const noticeBlock = (fields: Fields): Html => html`${fields.radio('completionNotice.wanted', {
  label: '電子保証発行完了のお知らせ',
  required: true,
  help: '発行が終わったことをメールでお知らせします。認証キーはメールには書かれません。',
  choices: yesNo,
})}
${fields.text('completionNotice.email', { label: 'メールアドレス', hint: '希望するときは必ず入力してください。', type: 'email', autocomplete: 'email' })}`;

export const contactBlock = (fields: Fields): Html => html`<div class="fields">
${fields.text('contact.department', { label: '担当部署', required: true })}
${fields.text('contact.title', { label: '役職', required: false })}
${fields.text('contact.name', { label: '担当者名', required: true, autocomplete: 'name' })}
${fields.text('contact.phone', { label: '連絡先電話番号', required: true, type: 'tel', autocomplete: 'tel', hint: '例: 026-000-0000' })}
${fields.text('contact.email', { label: '担当者のメールアドレス', required: true, type: 'email', autocomplete: 'email', help: '差戻し、保証料のご案内、保証期間の終わりなどをお知らせします。' })}
</div>`;

export const messageBlock = (fields: Fields, messageToContractor: string | null): Html => html`${
  messageToContractor &&
  html`<div class="notice"><h3>弊社からお客様へのお知らせ</h3><p class="lines">${messageToContractor}</p></div>`
}
${fields.area('messageToIssuer', { label: 'お客様から弊社への連絡事項', required: false })}
${fields.text('externalReference', { label: '貴社の管理番号', required: false, help: '貴社のシステムや台帳で、この申込を見分けるための番号です。' })}`;
