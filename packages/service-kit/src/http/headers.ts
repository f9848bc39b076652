import type { FastifyInstance, FastifyReply } from 'fastify';
import helmet from 'helmet';

/** Everything comes from our own origin; pages bring scripts and styles as files. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Put together once, since they are the same for every answer. */
export function protectByHeaders(app: FastifyInstance): void {
  const setHeaders = helmet({ contentSecurityPolicy });
  app.addHook('onRequest', (request, reply, done) => setHeaders(request.raw, reply.raw, () => done()));
}

/** For answers that no cache may keep: certificates, keys, tokens. */
export function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

/** Nothing is kept by a cache unless its route says so. */
export function noStoreUnlessSaid(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) noStore(reply);
  });
}

/** A download whose name may be Japanese (RFC 6266): old readers get `plain`, all others the real name. */
export function attachment(name: string, plain: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}
