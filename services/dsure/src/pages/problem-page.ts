import { type Html, html } from '@e-surety/service-kit/pages';
import type { Problem } from '@e-surety/service-kit/problems';
import { dsurePage } from './site.js';

/** What went wrong, calmly, and where to go from there. */
export function problemPage({ title, detail, status, code }: Problem, requestId: string): string {
  const advice: Html =
    code === 'not_found' ? html`<p>アドレスが変わったか、間違っているかもしれません。</p>` : html`<p>${detail}</p>`;
  const main = html`<h1>${code === 'not_found' ? 'このページはありません' : title}</h1>
${advice}
${status >= 500 && html`<p class="quiet">お問い合わせの際は、次の番号をお知らせください: <span class="code">${requestId}</span></p>`}
<p><a href="/">照会のページへ</a></p>`;
  return dsurePage({ title: title, main });
}
