import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';

const mediaTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** Stylesheets and scripts, in memory from the start. An address holds the content's digest, so that it may be kept for ever. */
export interface Assets {
  href(name: string): string;
  routes(app: Pick<FastifyInstance, 'get'>): void;
}

/** By the name under which each is served, and the file that it comes from. */
export function loadAssets(files: Record<string, URL | string>): Assets {
  const loaded = new Map(Object.entries(files).map(([name, file]) => [name, load(name, file)]));
  return {
    href(name) {
      const asset = loaded.get(name);
      if (!asset) throw new Error(`there is no asset ${name}`);
      return asset.href;
    },
    routes(app) {
      for (const { href, content, mediaType } of loaded.values()) {
        app.get(href, { schema: { hide: true } }, async (_request, reply) =>
          reply.type(mediaType).header('cache-control', 'public, max-age=31536000, immutable').send(content),
        );
      }
    },
  };
}

function load(name: string, file: URL | string) {
  const content = readFileSync(file, 'utf8');
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return { href: `/assets/${digest}/${name}`, content, mediaType: mediaTypes[name.split('.').at(-1)!]! };
}

/** What the pages of both services look like: the variables of デジタル庁デザインシステム, and our own sheet on top of them. */
export const sharedAssets = {
  'tokens.css': createRequire(import.meta.url).resolve('@digital-go-jp/design-tokens/dist/tokens.css'),
  'base.css': new URL('../../public/base.css', import.meta.url),
};
