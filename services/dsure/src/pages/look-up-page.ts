import { errorSummary, type FormError, type Html, html, textField, titleWith } from '@e-surety/service-kit/pages';
import { factFields, type TypedFacts } from './cross-check-form.js';
import { keyGroups } from './key-groups.js';
import { dsurePage } from './site.js';

export interface LookUpForm {
  guaranteeNumber?: string;
  authenticationKey?: string;
  /** Of 1 to 7. */
  suspectGroup?: number | null;
  /** What was to be compared when the key has to be typed again. */
  facts?: TypedFacts | null;
  errors?: FormError[];
  /** What became of the last look-up, where nothing in the form has to be mended. */
  notice?: Html | null;
}

export function lookUpPage(form: LookUpForm = {}): string {
  const { errors = [], notice = null } = form;
  const main = html`${errorSummary(errors)}${notice}
<h1>電子証書を照会する</h1>
<p class="lead">「認証キーのお知らせ」に書かれた保証契約番号と認証キーを入力してください。</p>
<div class="notice" id="brought" hidden role="status"><p>お知らせの認証キーを入力しました。確かめて「照会する」を押してください。</p></div>
${lookUpForm(form)}
<section class="look-up-aside" aria-labelledby="about">
<h2 id="about">照会の前に</h2>
<ul>
<li>利用登録は要りません。「認証キーのお知らせ」のQRコードやリンクから開いたときは、認証キーが自動で入ります。入らないときは、お知らせを見て入力してください。</li>
<li>認証キーを受け取っていないときは、受注者にお尋ねください。</li>
<li>いくつもの認証キーを続けて確かめるときは、<a href="/batch">まとめて照会</a>が便利です。</li>
</ul>
</section>`;
  return dsurePage({ title: titleWith(errors, '電子証書を照会する'), main, at: '/' });
}

function lookUpForm({ guaranteeNumber, authenticationKey = '', suspectGroup = null, facts, errors = [] }: LookUpForm) {
  const wrongKey = errors.some(({ field }) => field === 'authenticationKey');
  return html`<form class="form" id="look-up" method="post" action="/look-up" novalidate>
${textField({
  id: 'guaranteeNumber',
  label: '保証契約番号',
  hint: '例: 12-08-0000123-3。全角でも、ハイフンがなくても構いません。',
  ...(guaranteeNumber !== undefined && { value: guaranteeNumber }),
  kind: 'code',
  inputmode: 'text',
  maxlength: 60,
  errors,
})}
${textField({
  id: 'authenticationKey',
  label: '認証キー',
  hint: '4文字ずつ7組(28文字)。そのまま貼り付けられます。全角・小文字・空白・ハイフンの違いは問いません。',
  value: authenticationKey,
  kind: 'code',
  maxlength: 200,
  errors,
  beside: wrongKey ? keyGroups(authenticationKey, suspectGroup) : null,
})}
${facts && html`<h2>照合する内容</h2><p>先ほど入力された内容を残してあります。照会すると、続けて照合します。</p>${factFields(facts, errors)}`}
<div class="actions"><button class="button button-main" type="submit">照会する</button></div>
</form>`;
}
