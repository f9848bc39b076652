import type { Server } from '@e-surety/service-kit/http';
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { batchPages } from './batch-pages.js';
import { certificatePages } from './certificate-pages.js';
import { lookUpPages } from './look-up-pages.js';
import type { PageWorld } from './page-world.js';
import { assets } from './site.js';

/** D-Sure for people: no account, and nothing that needs a script. Pages do what the API does, by the same use cases. */
export async function pageRoutes(app: Server, world: PageWorld): Promise<void> {
  await app.register(async (pages) => {
    // A form is what a page sends, and nothing else.
    pages.removeAllContentTypeParsers();
    await pages.register(formbody);
    assets.routes(pages);
    lookUpPages(pages as unknown as FastifyInstance, world);
    await pages.register(async (batch) => batchPages(batch, world));
    await pages.register(async (one) => certificatePages(one, world));
  });
}
