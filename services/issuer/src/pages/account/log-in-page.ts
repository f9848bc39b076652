import {
  errorSummary,
  type FormError,
  html,
  type PageContent,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import type { TypedForm } from '../site/typed.js';
import { keptField } from './kept-form.js';

export interface LogInForm {
  /** Where to go on. */
  next?: string;
  /** What was typed into another form, when the session was found to be over. */
  kept?: TypedForm | null;
  ended?: boolean;
  loginId?: string;
  /** Too many attempts failed: what to do. */
  wait?: { title: string; detail: string } | null;
  errors?: FormError[];
}

export function logInContent({
  next = '/',
  kept = null,
  ended = false,
  loginId = '',
  wait = null,
  errors = [],
}: LogInForm = {}): PageContent {
  return {
    title: titleWith(errors, 'ログイン'),
    main: html`${errorSummary(errors)}
${wait && html`<div class="notice notice-warn" role="status" tabindex="-1" autofocus><p><strong>${wait.title}</strong></p><p>${wait.detail}お急ぎのときは、会社の管理者または取扱支店にお尋ねください。</p></div>`}
${ended && errors.length === 0 && !wait && html`<div class="notice" role="status"><p><strong>時間がたったため、自動的にログアウトしました。</strong></p><p>もう一度ログインしてください。${kept && '入力した内容は残っています。'}</p></div>`}
<h1>ログイン</h1>
<form class="form" method="post" action="/log-in" novalidate>
<input type="hidden" name="next" value="${next}">${kept && keptField(kept)}
${textField({ id: 'loginId', label: 'ログインID', value: loginId, autocomplete: 'username', errors })}
${textField({ id: 'password', type: 'password', label: 'パスワード', autocomplete: 'current-password', errors })}
<div class="actions"><button class="button button-main" type="submit">ログイン</button></div>
</form>
<p><a href="/password/forgotten">パスワードを忘れた方、初めての方</a></p>
<p class="quiet">ご利用には利用登録が必要です。ログインIDは、会社の管理者または取扱支店にお尋ねください。</p>`,
  };
}
