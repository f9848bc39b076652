import {
  errorSummary,
  type FormError,
  html,
  type PageContent,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';

export function forgottenContent({
  loginId = '',
  errors = [],
}: {
  loginId?: string;
  errors?: FormError[];
} = {}): PageContent {
  const title = 'パスワードを決めるメールを受け取る';
  return {
    title: titleWith(errors, title),
    main: html`${errorSummary(errors)}<h1>${title}</h1>
<p>パスワードを忘れた方、初めてログインする方に、パスワードを決めるためのリンクをメールでお送りします。</p>
<form class="form" method="post" action="/password/forgotten" novalidate>
${textField({ id: 'loginId', label: 'ログインID', value: loginId, autocomplete: 'username', errors })}
<div class="actions"><button class="button button-main" type="submit">メールを受け取る</button></div>
</form>
<p><a href="/log-in">ログインへ戻る</a></p>`,
  };
}

/** The same for every log-in id: whether there is such a user is nobody's business. */
export function askedContent(): PageContent {
  return {
    title: 'メールをご確認ください',
    main: html`<h1>メールをご確認ください</h1>
<p>ログインIDが登録されていれば、登録されたメールアドレスに、パスワードを決めるためのリンクをお送りしました。</p>
<p>リンクは一度だけ、決められた時間内に使えます。届かないときは、迷惑メールのフォルダーを確かめるか、会社の管理者または取扱支店にお尋ねください。</p>
<p><a href="/log-in">ログインへ戻る</a></p>`,
  };
}

export function passwordContent({
  token = '',
  errors = [],
}: {
  token?: string;
  errors?: FormError[];
} = {}): PageContent {
  const title = 'パスワードを決める';
  return {
    title: titleWith(errors, title),
    main: html`${errorSummary(errors)}<h1>${title}</h1>
<form class="form" id="set-password" method="post" action="/password" novalidate>
<div id="token-field">${textField({
      id: 'token',
      label: 'メールのリンク',
      hint: 'メールにあるリンクを、# より後ろも含めて貼り付けてください。',
      value: token,
      kind: 'long',
      errors,
    })}</div>
${textField({ id: 'password', type: 'password', label: '新しいパスワード', hint: '12文字以上。文字の種類は問いません。長い言葉の組み合わせが覚えやすく安全です。', autocomplete: 'new-password', errors })}
${textField({ id: 'again', type: 'password', label: '新しいパスワード(もう一度)', autocomplete: 'new-password', errors })}
<div class="actions"><button class="button button-main" type="submit">パスワードを決める</button></div>
</form>`,
  };
}

export function passwordSetContent(): PageContent {
  return {
    title: 'パスワードを決めました',
    main: html`<h1>パスワードを決めました</h1>
<p>新しいパスワードでログインしてください。ほかの画面でのログインは、すべて終わりにしました。</p>
<p><a class="button button-main" href="/log-in">ログインする</a></p>`,
  };
}
