import { type FormError, type Html, html } from '@e-surety/service-kit/pages';
import type { Problem } from '@e-surety/service-kit/problems';
import type { LookUpForm } from './look-up-page.js';
import { type KnownIssuers, whomToAsk } from './whom-to-ask.js';
import { clockText, waitText } from './words.js';

/** How the form is shown again after a look-up that led to nothing: what to mend, or what became of it. */
export function refusedForm(
  problem: Problem,
  typed: LookUpForm,
  { now, issuers }: { now: Date; issuers: KnownIssuers },
): LookUpForm | null {
  const { code, detail, facts } = problem;
  const mistyped = fieldsToMend[code];
  if (mistyped) {
    const suspectGroup = typeof facts.suspectGroup === 'number' ? facts.suspectGroup : null;
    return { ...typed, suspectGroup, errors: [{ field: mistyped, message: numberMessage[code] ?? detail }] };
  }
  const whom = (when: string) => whomToAsk(when, typed.guaranteeNumber ?? '', issuers);
  const notice = notices[code]?.({ now, facts, whom });
  return notice ? { ...typed, notice } : null;
}

const fieldsToMend: Record<string, FormError['field']> = {
  authentication_key_mistyped: 'authenticationKey',
  guarantee_number_mistyped: 'guaranteeNumber',
};
const numberMessage: Record<string, string> = {
  guarantee_number_mistyped: '保証契約番号に入力の誤りがあります。12桁の数字を確かめてください。',
};

interface Occasion {
  now: Date;
  facts: Problem['facts'];
  whom: (when: string) => Html;
}

const notices: Record<string, (occasion: Occasion) => Html> = {
  certificate_not_found: ({ whom }) =>
    notice(
      '該当する電子証書が見つかりません',
      html`<p>保証契約番号と認証キーの組み合わせを確かめてください。別の契約の認証キーを入力していることもあります。</p>${whom('お知らせのとおりに入力しても見つからないときは')}`,
    ),
  authentication_key_replaced: ({ whom }) =>
    notice(
      'この認証キーは再発行により無効になりました',
      html`<p>新しい認証キーが発行されています。受注者から新しい「認証キーのお知らせ」を受け取ってください。</p>${whom('ご不明なときは')}`,
    ),
  too_many_failures: ({ now, facts }) => {
    const seconds = Number(facts.retryAfter);
    const at = clockText(new Date(now.getTime() + seconds * 1000));
    return notice(
      'この回線からの照会が混み合っています',
      html`<p>入力された組み合わせは確かめられませんでした。<strong>${waitText(seconds)}(${at}ごろ)</strong>に、もう一度「照会する」を押してください。入力はそのまま残してあります。</p><p>正しい認証キーの照会には、混み合っているときもお答えします。お急ぎのときは、入力に誤りがないか確かめてください。</p>`,
    );
  },
  view_token_refused: () =>
    notice(
      'もう一度認証キーを入力してください',
      html`<p>安全のため、照会の結果を見られるのは照会から60分間です。認証キーを入力すると、今の内容をご覧いただけます。</p>`,
    ),
};
notices.view_token_of_another_certificate = notices.view_token_refused!;

function notice(title: string, words: Html): Html {
  return html`<div class="notice notice-warn" role="group" aria-labelledby="notice-title" tabindex="-1" autofocus><h2 id="notice-title">${title}</h2>${words}</div>`;
}
