import { type Html, html, type PageContent } from '@e-surety/service-kit/pages';
import type { TypedForm } from '../site/typed.js';

/** Between what was typed and what cannot be undone: what will happen, once more, and the way back. */
export function confirmPage(options: {
  title: string;
  what: Html;
  action: string;
  button: string;
  typed: TypedForm;
  hidden: Html;
}): PageContent {
  const { title, what, action, button, typed, hidden } = options;
  return {
    title,
    at: '/staff/guarantees',
    main: html`<div class="work"><h1>${title}</h1>
${what}
<form method="post" action="${action}">${hidden}${kept(typed)}
<div class="actions"><button class="button button-main" type="submit" name="step" value="confirmed">${button}</button>
<button class="button" type="submit" name="step" value="back">入力に戻る</button></div></form></div>`,
  };
}

const kept = (typed: TypedForm) =>
  Object.entries(typed)
    .filter(([name]) => !['formToken', 'requestKey', 'step'].includes(name))
    .flatMap(([name, value]) => [value].flat().map((one) => html`<input type="hidden" name="${name}" value="${one}">`));
