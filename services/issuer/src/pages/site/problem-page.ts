import { html, type PageContent } from '@e-surety/service-kit/pages';
import type { Problem } from '@e-surety/service-kit/problems';

/** What went wrong, calmly, and where to go from there. */
export function problemContent(
  { title, detail, status, code }: Pick<Problem, 'title' | 'detail' | 'status' | 'code'>,
  requestId: string,
): PageContent {
  const nothingHere = code === 'not_found';
  const heading = nothingHere ? 'このページはありません' : title;
  const advice = nothingHere ? 'アドレスが変わったか、間違っているかもしれません。' : detail;
  return {
    title: heading,
    main: html`<h1>${heading}</h1>
${advice !== heading && html`<p>${advice}</p>`}
${status >= 500 && html`<p class="quiet">お問い合わせの際は、次の番号をお知らせください: <span class="code">${requestId}</span></p>`}
<p><a href="/">トップページへ</a></p>`,
  };
}
