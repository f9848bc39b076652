import type { Server } from '@e-surety/service-kit/http';

/** What D-Sure is and where to go, for whoever opens its address. */
const html = `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>D-Sure 電子証書の照会</title>
</head>
<body>
<h1>D-Sure</h1>
<p>電子保証の電子証書を、保証契約番号と認証キーで照会するところです。</p>
<ul>
<li>照会: <code>POST /v1/look-ups</code> に <code>{"authenticationKey": "…", "guaranteeNumber": "…"}</code> を送ります。</li>
<li>使い方と試用: <a href="/docs">/docs</a></li>
<li>API仕様 (OpenAPI 3.1): <a href="/openapi.json">/openapi.json</a></li>
<li>保証事業会社と公開鍵: <a href="/v1/issuers">/v1/issuers</a></li>
</ul>
</body>
</html>
`;

export function greetingPage(app: Server): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(html),
  );
}
