import { html } from '@e-surety/service-kit/pages';
import { seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';

const contractor = ['contractor'] as const;

/** 取下げ: asked once more, since nothing leads back. */
export function withdrawalPages(pages: PageRoutes): void {
  pages.show('/applications/:id/withdrawal', contractor, async ({ api, path, hidden }) => {
    const { id, works } = demand(await api.readApplication({ path: { id: path.id! } }));
    return {
      title: '申込を取り下げる',
      at: '/applications',
      main: html`<h1>申込を取り下げますか</h1>
<p><strong>${works.name}</strong></p>
<p>取り下げた申込は、元に戻せません。同じ内容でもう一度申し込むには、複写してください。保証料を納めた後は取り下げられません。</p>
<form method="post" action="/applications/${id}/withdrawal">${hidden}<div class="actions"><button class="button button-main" type="submit">取り下げる</button><a class="button" href="/applications/${id}">戻る</a></div></form>`,
    };
  });

  pages.act('/applications/:id/withdrawal', contractor, async ({ api, path, requestKey }) => {
    demand(await api.withdrawApplication({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey } }));
    return seeOther(`/applications/${path.id}`, '申込を取り下げました。');
  });
}
