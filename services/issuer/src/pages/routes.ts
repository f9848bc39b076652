import type { Server } from '@e-surety/service-kit/http';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { logInPages } from './account/log-in.js';
import { loggedOutPage } from './account/logged-out.js';
import { passwordPages } from './account/password-pages.js';
import { adminPages } from './admin/routes.js';
import { applicationPages } from './applications/pages.js';
import { attachmentViewerPages } from './attachments/viewer-pages.js';
import { changePages } from './changes/routes.js';
import { feePages } from './fees/routes.js';
import { guaranteePages } from './guarantees/routes.js';
import { guidePages } from './guide/routes.js';
import { assets } from './site/assets.js';
import { deskRoutes } from './site/desk.js';
import { uploadLimits } from './site/files.js';
import { pageProblems } from './site/page-problems.js';
import type { PageWorld } from './site/page-world.js';
import { staffPages } from './staff/routes.js';
import { submissionPages } from './submission/routes.js';
import { topPage } from './top/top-page.js';
import { companyUserPages } from './users/routes.js';
import { worksPages } from './works/routes.js';

/** Net Desk for people. Nothing needs a script, and nothing is done but by an operation of the contract. */
export async function pageRoutes(app: Server, world: PageWorld): Promise<void> {
  await app.register(async (scope) => {
    const desk = scope as unknown as FastifyInstance;
    // A form is what a page sends, and nothing else.
    desk.removeAllContentTypeParsers();
    await desk.register(formbody);
    await desk.register(multipart, { limits: uploadLimits });
    desk.addHook('onRequest', async (_request, reply) => {
      // So that a browser says in a form from which page of ours it comes.
      reply.header('referrer-policy', 'same-origin');
    });
    pageProblems(desk, world);
    assets.routes(desk);
    logInPages(desk, world);
    loggedOutPage(desk, world);
    passwordPages(desk, world);
    const pages = deskRoutes(desk, world);
    topPage(pages);
    staffPages(pages);
    adminPages(pages);
    applicationPages(pages);
    guaranteePages(pages);
    submissionPages(pages);
    changePages(pages);
    attachmentViewerPages(pages);
    worksPages(pages);
    feePages(pages);
    companyUserPages(pages);
    guidePages(pages);
  });
}
