import type { Server } from '@e-surety/service-kit/http';
import type { World } from '../world.js';

/** A greeting that says where to go. */
export function greetingRoutes(app: Server, { issuer, dsure }: World): void {
  const page = `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ネットデスク | ${escaped(issuer.name)}</title></head>
<body>
<h1>ネットデスク</h1>
<p>${escaped(issuer.name)}の、前払金保証・契約保証のお申し込みと電子保証の窓口です。</p>
<ul>
<li><a href="/docs">API の説明と試用</a>(<a href="/openapi.json">OpenAPI</a>)</li>
<li><a href="/v1/orderers?electronic=true">電子保証対応の発注者</a></li>
<li><a href="${escaped(dsure.publicUrl)}/">D-Sure</a>(発注者の方の照会はこちら)</li>
</ul>
</body>
</html>
`;
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page),
  );
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
