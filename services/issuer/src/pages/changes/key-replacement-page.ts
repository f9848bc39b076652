import { errorSummary, type FormError, html, textArea, titleWith } from '@e-surety/service-kit/pages';
import { pathOf, readGuarantee } from '../guarantees/read.js';
import { mendable } from '../parts/mended.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { headOf } from './form-page.js';

/** 認証キーの再発行: what it means first, since the old key ends at once. */
export async function keyReplacementPage(visit: Visit, errors: FormError[] = []): Promise<PageAnswer> {
  const guarantee = await readGuarantee(visit);
  const title = '認証キーの再発行';
  return {
    title: titleWith(errors, title),
    at: '/guarantees',
    ...(errors.length > 0 && { status: 400 }),
    main: html`${errorSummary(errors)}${headOf(guarantee, title)}
<div class="notice notice-warn"><h2>再発行すると、今の認証キーは使えなくなります</h2>
<ul><li>今のお知らせを受け取った発注者も、照会できなくなります。</li>
<li>新しい認証キーのお知らせを、発注者にもう一度提出する必要があります。</li>
<li>取り消すことはできません。保証の内容は変わりません。</li></ul></div>
<form class="form" method="post" action="${pathOf(guarantee, '/key-replacement')}" novalidate>${visit.hidden}
${textArea({ id: 'reason', label: '再発行の理由', hint: '例: お知らせのPDFを、誤って別の会社に送信したため。', value: typedIn(visit.form, 'reason'), rows: 3, required: true, errors })}
<div class="actions"><button class="button button-main" type="submit">認証キーを再発行する</button>
<a class="button" href="${pathOf(guarantee)}">再発行しない</a></div></form>`,
  };
}

export async function replaceKey(visit: Visit): Promise<PageAnswer> {
  const { api, path, form, requestKey } = visit;
  const guaranteeNumber = path.guaranteeNumber!;
  const answer = await api.replaceKey({
    path: { guaranteeNumber },
    headers: { 'idempotency-key': requestKey },
    body: { reason: typedIn(form, 'reason') },
  });
  if (answer.ok) return seeOther(`/guarantees/${answer.data.guaranteeNumber}`, '認証キーの再発行を始めました');
  return keyReplacementPage(visit, mendable(answer, [{ id: 'reason', pointer: '/reason', label: '再発行の理由' }]));
}
