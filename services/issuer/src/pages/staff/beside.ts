import { attachmentTypeNames } from '@e-surety/domain';
import { type FormError, type Html, html, textArea } from '@e-surety/service-kit/pages';
import { viewLink } from '../attachments/viewer-page.js';
import { facts, lines, written } from '../parts/facts.js';
import { dayText, instantText, shortInstant } from '../parts/words.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import { creditLine } from './checks.js';
import type { Application, Attachment, Message, ReviewSheet } from './schemas.js';

/** Who applies, and what they may owe. */
export function contractorFacts({ contact, completionNotice, paperDelivery }: Application, sheet: ReviewSheet): Html {
  const { contractor, credit, rules } = sheet;
  return html`<section aria-labelledby="contractor"><h2 id="contractor">会社・与信・規則</h2>
${facts([
  ['会社', html`<strong>${contractor.name}</strong>`],
  ['一括納付', contractor.lumpSumAgreement ? '協定あり' : '協定なし'],
  ['与信', creditLine(credit)],
  [
    '判断する規則',
    rules.validFrom === null
      ? html`<strong>未確認</strong>(この発注者の規則は登録されていません)`
      : lines(
          `${dayText(rules.validFrom)}からの版`,
          `判断日 ${dayText(rules.judgedOn)}`,
          html`<span class="quiet small">${rules.source}</span>`,
        ),
  ],
  ['担当者', lines(`${contact.department} ${contact.title ?? ''} ${contact.name}`, contact.phone, contact.email)],
  ['完了のお知らせ', completionNotice.wanted && completionNotice.email],
  [
    '証書(紙)の受取',
    paperDelivery && (paperDelivery.method === 'post' ? `郵送 ${paperDelivery.address ?? ''}` : '支店の窓口'),
  ],
])}</section>`;
}

/** 添付書類, each to be looked at in another window, or saved under its own name. */
export function attachmentList(applicationId: string, attachments: readonly Attachment[]): Html {
  const at = `/staff/applications/${applicationId}`;
  return html`<section aria-labelledby="papers"><h2 id="papers">添付書類</h2>
${
  attachments.length === 0
    ? html`<p class="none">添付書類はありません。</p>`
    : html`<ul class="papers">${attachments.map(
        ({ id, type, name, size, mediaType, addedAt }) =>
          html`<li><span class="tag">${attachmentTypeNames[type]}</span> ${viewLink(`${at}/attachments/${id}`, name)} <a class="small" href="${at}/attachments/${id}" download aria-label="${name} をダウンロード">ダウンロード</a> <span class="quiet small">${mediaType.split('/')[1]!.toUpperCase()} ${sizeText(size)} ${shortInstant(addedAt)}</span></li>\n`,
      )}</ul>`
}
<p class="no-print"><a href="${at}/copy.pdf">申込控え(PDF)</a></p></section>`;
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What both sides have written, the newest first, and the form to write. */
export function messageSection(
  applicationId: string,
  messages: readonly Message[],
  { hidden, errors, typed }: { hidden: Html; errors: readonly FormError[]; typed: TypedForm },
): Html {
  return html`<section aria-labelledby="messages"><h2 id="messages">連絡</h2>
<form class="message-form" method="post" action="/staff/applications/${applicationId}/messages" novalidate>${hidden}
${textArea({ id: 'text', label: 'お客様へのお知らせ', hint: '受注者の画面に表示されます。', value: typedIn(typed, 'text'), rows: 3, errors })}
<div class="actions"><button class="button" type="submit">送る</button></div></form>
${messages.map(
  ({ sentBy, author, text, sentAt }) =>
    html`<article class="message message-${sentBy}"><p class="small quiet">${sentBy === 'contractor' ? '受注者' : '弊社'} ${author} ${instantText(sentAt)}</p>${written(text)}</article>\n`,
)}</section>`;
}
