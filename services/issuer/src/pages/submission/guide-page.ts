import { guaranteeKindNames } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { pathOf, readGuarantee } from '../guarantees/read.js';
import type { Guarantee, Schemas } from '../guarantees/schemas.js';
import { sourceText } from '../parts/source.js';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';

type Guide = Schemas['SubmissionGuide'];

/** 提出方法の案内: how this orderer wants the key notice, ready to be copied into a mail or a form of the orderer's. */
export async function submissionGuidePage(visit: Visit): Promise<PageAnswer> {
  const guarantee = await readGuarantee(visit);
  const { guaranteeNumber, kind, orderer } = guarantee;
  const guide = demand(await visit.api.readSubmissionGuide({ path: { guaranteeNumber } }));
  return {
    title: `${guaranteeNumber} 発注者への提出方法`,
    at: '/guarantees',
    main: html`<p class="back no-print"><a href="${pathOf(guarantee)}">保証契約内容の確認</a></p>
<h1><span class="eyebrow">${guaranteeKindNames[kind]} <span class="code">${guaranteeNumber}</span></span>発注者への提出方法</h1>
<p class="lead">${orderer.name}に、「認証キーのお知らせ」を提出します。</p>
${!guide.prescribed && notPublished(orderer.name)}
${guide.missing.length > 0 && toFindOut(guide.missing)}
<ol class="steps">
<li><h2>認証キーのお知らせを受け取る</h2>
<div class="actions no-print"><a class="button button-main" href="${pathOf(guarantee, '/key-notice.pdf')}">認証キーのお知らせ(PDF)</a></div>
<p>証書のPDFや、D-Sureの画面を印刷したものは、提出に使えません。</p></li>
<li><h2>${sendTitle(guide)}</h2>${copyable(guide)}${draft(guide, guarantee)}</li>
${guide.confirmByPhone && html`<li><h2>電話で連絡する</h2><p>送信したら、発注者の担当課に電話で連絡してください。</p></li>`}
</ol>
${guide.source && html`<p class="quiet">この案内のもと: ${sourceText(guide.source)}</p>`}`,
  };
}

const notPublished = (orderer: string): Html =>
  html`<div class="notice notice-warn"><p><strong>${orderer}は、この保証の提出方法を公表していません。</strong>提出先と方法を、発注者の担当課に確認してください。</p></div>`;

const toFindOut = (missing: Guide['missing']): Html =>
  html`<div class="notice notice-warn"><p><strong>確かめて書き入れること</strong></p><ul>${missing.map(({ label }) => html`<li>${label}</li>`)}</ul></div>`;

const sendTitle = ({ channel }: Guide): string => (channel ? `提出する: ${channel.text}` : '提出する');

/** Each text in one place, to be read or copied as a whole; the button comes with the script. */
function copyable({ addressee, subject, body, attachments, deadline, notes, lines }: Guide): Html {
  const to = lines.find(({ label }) => label === '提出先')?.text ?? addressee.text;
  const asked = body.map(({ label, value }) => `${label}: ${value ?? ''}`).join('\n');
  return html`<dl class="facts">
<div><dt>提出先</dt><dd>${to}${addressee.email && copyField('addressee', 'メールアドレス', addressee.email)}</dd></div>
${subject && html`<div><dt>件名</dt><dd>${subject.text === null ? html`<p>${lines.find(({ label }) => label === '件名')?.text}</p>` : copyField('subject', '件名', subject.text)}</dd></div>`}
${body.length > 0 && html`<div><dt>書く事項</dt><dd>${copyField('body', '書く事項', asked)}</dd></div>`}
<div><dt>提出するもの</dt><dd><ul>${attachments.map(({ text }) => html`<li>${text}</li>`)}</ul></dd></div>
${deadline && html`<div><dt>提出期限</dt><dd>${deadline.text}</dd></div>`}
${notes.length > 0 && html`<div><dt>注意</dt><dd>${notes.map((note) => html`<p>${note}</p>`)}</dd></div>`}
</dl>`;
}

function copyField(id: string, label: string, text: string): Html {
  return html`<div class="copy"><p class="copy-text" id="${id}">${text}</p>
<button class="button button-small no-print" type="button" data-copy="${id}" hidden>コピー<span class="visually-hidden"> ${label}</span></button></div>`;
}

function draft({ channel }: Guide, guarantee: Guarantee): Html | null {
  if (channel && !channel.code.startsWith('email')) return null;
  return html`<div class="actions no-print"><a class="button" href="${pathOf(guarantee, '/submission-draft.eml')}">メールの下書きを受け取る(.eml)</a></div>
<p class="quiet">下書きには、認証キーのお知らせ(PDF)が添付されています。お使いのメールソフトで開き、内容を確かめて、ご自身で送信してください。ネットデスクからは送信されません。</p>`;
}
