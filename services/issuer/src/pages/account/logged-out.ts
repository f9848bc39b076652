import { html } from '@e-surety/service-kit/pages';
import type { FastifyInstance } from 'fastify';
import { sendPage } from '../site/desk.js';
import type { PageWorld } from '../site/page-world.js';

export function loggedOutPage(app: FastifyInstance, world: PageWorld): void {
  app.get('/logged-out', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(world, reply, null, {
      title: 'ログアウトしました',
      main: html`<h1>ログアウトしました</h1>
<p>ほかの方も使うパソコンでは、ブラウザも閉じてください。</p>
<p><a class="button" href="/log-in">もう一度ログインする</a></p>`,
    }),
  );
}
