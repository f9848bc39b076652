import { type PublishedKey, pdfKeyIn } from '@e-surety/issuer-keys';
import { healthRoutes } from '@e-surety/service-kit/health';
import { buildServer, type Server } from '@e-surety/service-kit/http';
import { createMetrics, metricsRoutes } from '@e-surety/service-kit/metrics';
import { keepRequestId } from '@e-surety/service-kit/request-id';
import formbody from '@fastify/formbody';
import type { AccessTokens } from './accounts/access-token.js';
import { identifyBy } from './accounts/identify.js';
import { jwksRoutes } from './accounts/jwks-routes.js';
import { operationRules } from './accounts/operation-rules.js';
import { accountRoutes } from './accounts/routes.js';
import { applicationRoutes } from './applications/routes.js';
import { changeAttachmentRoutes } from './attachments/change-routes.js';
import { attachmentRoutes } from './attachments/routes.js';
import { branchRoutes } from './branches/routes.js';
import { caseRoutes } from './cases/routes.js';
import { changeRoutes } from './changes/routes.js';
import { contractorRoutes } from './contractors/routes.js';
import { describeIssuer } from './describe-issuer.js';
import { applicationPaperRoutes } from './documents/application-routes.js';
import { changePaperRoutes } from './documents/change-routes.js';
import { documentRoutes } from './documents/routes.js';
import { addEventMetrics } from './events/metrics.js';
import { eventRoutes } from './events/routes.js';
import { feeRoutes } from './fees/routes.js';
import { statementRoutes } from './fees/statement-routes.js';
import { tariffRoutes } from './fees/tariff-routes.js';
import { guaranteeRoutes } from './guarantees/routes.js';
import { heldRoutes } from './held/routes.js';
import { messageRoutes } from './messages/routes.js';
import { directoryRoutes } from './orderers/directory-routes.js';
import { ordererRoutes } from './orderers/routes.js';
import { pageRoutes } from './pages/routes.js';
import { deskPage } from './pages/site/layout.js';
import { problemContent } from './pages/site/problem-page.js';
import { problemOfRefusal } from './refusals.js';
import { sessionCookie } from './sessions/cookie.js';
import { sessionRoutes } from './sessions/routes.js';
import { submissionRoutes } from './submission/routes.js';
import { underwritingRoutes } from './underwriting/routes.js';
import { unfinishedRoutes } from './unfinished/routes.js';
import { passwordRoutes, userRoutes } from './users/routes.js';
import { webhookRoutes } from './webhooks/routes.js';
import { worksRoutes } from './works/routes.js';
import type { World } from './world.js';

interface AppOptions {
  tokens: AccessTokens;
  logLevel?: string;
  logTo?: { write(line: string): void };
  trustedProxies?: string[];
  /** What anyone may verify by, where that is more than what signs now. */
  publishedKeys?: readonly PublishedKey[];
  /** Throws while the issuer cannot work. */
  checkDatabase: () => Promise<unknown>;
}

/** The issuer over HTTP (ネットデスク): every operation of openapi/issuer.json, and the pages that call them. */
export async function buildIssuer(world: World, options: AppOptions): Promise<Server> {
  const { tokens, checkDatabase, publishedKeys, ...server } = options;
  const cookie = sessionCookie(world.publicUrl);
  const desk = { issuerName: world.issuer.name, dsureUrl: world.dsure.publicUrl };
  const app = await buildServer({
    ...server,
    contract: describeIssuer(world.publicUrl, cookie),
    rules: operationRules(identifyBy(world, tokens, cookie)),
    problemOf: problemOfRefusal,
    problemPage: (problem, requestId) => deskPage(desk, null, problemContent(problem, requestId)),
  });
  keepRequestId(app);
  healthRoutes(app, { データベース: checkDatabase });
  const metrics = world.metrics?.registry ?? createMetrics();
  addEventMetrics(metrics, world.db);
  metricsRoutes(app, metrics);
  await app.register(async (forms) => {
    // A token is asked for by a form (RFC 6749 §4.4.2), and by nothing else.
    forms.removeAllContentTypeParsers();
    await forms.register(formbody);
    accountRoutes(forms as Server, { db: world.db, tokens, now: world.now });
  });
  jwksRoutes(app, publishedKeys ?? keysThatSign(world));
  userRoutes(app, world);
  sessionRoutes(app, world, cookie);
  passwordRoutes(app, world);
  contractorRoutes(app, world);
  branchRoutes(app, world);
  ordererRoutes(app, world);
  directoryRoutes(app, world);
  worksRoutes(app, world);
  feeRoutes(app, world);
  tariffRoutes(app, world);
  statementRoutes(app, world);
  applicationRoutes(app, world);
  unfinishedRoutes(app, world);
  await app.register(async (uploads) => {
    await attachmentRoutes(uploads as Server, world);
    changeAttachmentRoutes(uploads as Server, world);
  });
  messageRoutes(app, world);
  underwritingRoutes(app, world);
  caseRoutes(app, world);
  guaranteeRoutes(app, world);
  eventRoutes(app, world);
  webhookRoutes(app, world);
  changeRoutes(app, world);
  heldRoutes(app, world);
  documentRoutes(app, world);
  changePaperRoutes(app, world);
  applicationPaperRoutes(app, world);
  submissionRoutes(app, world);
  await pageRoutes(app, { ...desk, publicUrl: world.publicUrl, cookie, now: world.now });
  return app;
}

function keysThatSign({ signingKeys: { certificate, envelope, call, pdf } }: World): PublishedKey[] {
  const keys = [...[certificate, envelope, call].map(({ publicJwk }) => publicJwk), pdfKeyIn(pdf.certificatePem)];
  return keys.map((key) => ({ ...key, status: 'active', compromisedSince: null }));
}
