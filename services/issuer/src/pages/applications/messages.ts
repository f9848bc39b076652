import type { components } from '@e-surety/client/issuer';
import { type FormError, type Html, html, textArea } from '@e-surety/service-kit/pages';
import { Problem } from '@e-surety/service-kit/problems';
import { instantText } from '../parts/words.js';
import { seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { formErrorsOf } from '../site/field-errors.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { showApplication } from './show-application.js';

type Message = components['schemas']['Message'];

/** 連絡: what both sides write to each other about an application. */
export function messagePages(pages: PageRoutes): void {
  pages.act('/applications/:id/messages', ['contractor'], async (visit) => {
    const { api, path, form, requestKey } = visit;
    const text = typedIn(form, 'text').replaceAll('\r\n', '\n');
    try {
      demand(
        await api.postMessage({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey }, body: { text } }),
      );
      return seeOther(`/applications/${path.id}#messages`, '連絡を送りました。');
    } catch (error) {
      const errors =
        error instanceof Problem ? formErrorsOf(error, [{ id: 'text', pointer: '/text', label: '連絡事項' }]) : null;
      if (errors === null) throw error;
      return showApplication(visit, 'application', { errors, status: (error as Problem).status, message: text });
    }
  });
}

export function messagesBlock(
  { hidden }: Pick<Visit, 'hidden'>,
  {
    id,
    messages,
    errors,
    message,
  }: { id: string; messages: readonly Message[]; errors: readonly FormError[]; message: string },
): Html {
  return html`<h2 id="messages">連絡</h2>
${messages.length === 0 ? html`<p>連絡はまだありません。</p>` : html`<ol class="messages" reversed>${messages.map(messageItem)}</ol>`}
<form class="form no-print" method="post" action="/applications/${id}/messages" novalidate>${hidden}
${textArea({ id: 'text', label: 'お客様から弊社への連絡事項', value: message, errors })}
<div class="actions"><button class="button" type="submit">連絡を送る</button></div></form>`;
}

const from = { contractor: 'お客様から弊社へ', issuer: '弊社からお客様へ' } as const;

const messageItem = ({ sentBy, author, text, sentAt }: Message): Html =>
  html`<li class="message message-${sentBy}"><p class="message-head"><strong>${from[sentBy]}</strong> ${author} <span class="quiet">${instantText(sentAt)}</span></p><p class="lines">${text}</p></li>\n`;
