import { html, type PageContent } from '@e-surety/service-kit/pages';
import { hiddenFields } from '../site/desk.js';
import type { TypedForm } from '../site/typed.js';
import { keptFields } from './kept-form.js';

/** Between the page that somebody was on and the one that follows, where they had to sign in on the way. */
export function resumeContent({
  path,
  form,
  session,
}: {
  path: string;
  form: TypedForm;
  session: string;
}): PageContent {
  return {
    title: '入力した内容を送る',
    main: html`<h1>入力した内容を送る</h1>
<p>ログインしました。入力した内容は残っていて、まだ送られていません。</p>
<form method="post" action="${path}">${hiddenFields(session)}${keptFields(form)}
<div class="actions"><button class="button button-main" type="submit" autofocus>入力した内容を送って続ける</button></div></form>
<p><a href="/">送らずにトップページへ</a></p>`,
  };
}
