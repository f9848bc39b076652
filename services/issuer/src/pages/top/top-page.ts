import { type Html, html } from '@e-surety/service-kit/pages';
import type { PageRoutes } from '../site/desk.js';
import { navigationOf } from '../site/navigation.js';
import type { Visit } from '../site/visit.js';
import { topBlocks } from './blocks.js';

const roles = ['contractor', 'underwriter', 'admin'] as const;

/** トップページ: what waits for somebody, and where everything else is. */
export function topPage(pages: PageRoutes): void {
  pages.show('/', roles, async (visit) => {
    const blocks = await Promise.all(topBlocks[visit.me.role].map((block) => block(visit)));
    return {
      title: 'トップページ',
      at: '/',
      main: html`<h1>${greeting(visit)}</h1>
${blocks}
<h2>メニュー</h2>
<ul class="cards">${navigationOf(visit.me).map(
        ({ href, label, about }) =>
          html`<li class="card"><h3><a href="${href}">${label}</a></h3><p>${about}</p></li>\n`,
      )}</ul>`,
    };
  });
}

function greeting({ me }: Visit): Html {
  return html`${me.contractor ? me.contractor.name : 'ネットデスク'}`;
}
