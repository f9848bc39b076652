import { createReceipts } from '@e-surety/papers/receipt';
import { anyone, type OperationRules } from '@e-surety/service-kit/auth';
import { healthRoutes, healthRules } from '@e-surety/service-kit/health';
import { buildServer, type Server } from '@e-surety/service-kit/http';
import { metricsRoutes, metricsRules } from '@e-surety/service-kit/metrics';
import { createFormTokens } from '@e-surety/service-kit/pages';
import { checkReady, type Postgres } from '@e-surety/service-kit/postgres';
import { acknowledgementRoutes } from './acknowledgements/routes.js';
import { describeDsure } from './contract.js';
import { issuerCall } from './deposits/issuer-call.js';
import { depositRoutes } from './deposits/routes.js';
import { eventRoutes } from './events/routes.js';
import { recordReading, recordReadingIfPossible } from './events/store.js';
import { createKeyRing } from './issuers/key-ring.js';
import { issuerRoutes } from './issuers/routes.js';
import { createOpener } from './look-ups/open-stored.js';
import { lookUpRoutes } from './look-ups/routes.js';
import { findByLocator } from './look-ups/store.js';
import { createThrottle, defaultThrottle, type ThrottleOptions } from './look-ups/throttle.js';
import { createDsureMetrics } from './metrics.js';
import { problemPage } from './pages/problem-page.js';
import { pageRoutes } from './pages/routes.js';
import { problemOf } from './refusals.js';
import { viewRoutes } from './views/routes.js';
import { createViewTokens, type ViewTokens } from './views/view-token.js';
import { viewTokenHolder } from './views/view-token-rule.js';

export interface DsureOptions {
  postgres: Postgres;
  viewTokenKey: Uint8Array;
  /** D-Sure's own address: what links begin with, and the audience that an issuer's call must name. */
  publicUrl: string;
  now?: () => Date;
  throttle?: ThrottleOptions;
  logLevel?: string;
  logTo?: { write(line: string): void };
  trustedProxies?: string[];
}

/** D-Sure, ready to answer or to be injected into; who listens where is for `main` to say. */
export async function buildDsure(options: DsureOptions): Promise<Server> {
  const { postgres, publicUrl, now = () => new Date(), logTo, trustedProxies = [] } = options;
  const { db } = postgres;
  const viewTokens = createViewTokens(options.viewTokenKey);
  const opener = createOpener(createKeyRing(db));
  const metrics = createDsureMetrics();
  const receipts = createReceipts();

  const app = await buildServer({
    contract: describeDsure(publicUrl),
    rules: rulesOf({ db, audience: publicUrl, now, viewTokens }),
    problemOf,
    problemPage,
    logLevel: options.logLevel ?? 'info',
    trustedProxies,
    ...(logTo && { logTo }),
  });
  depositRoutes(app, { db, now, metrics });
  const lookUps = {
    ...{ find: findByLocator(postgres), opener, viewTokens, publicUrl, now, metrics },
    recordReading: recordReadingIfPossible(recordReading(postgres), (err) => {
      metrics.lostReadings.inc();
      app.log.error({ err }, 'a reading was not recorded');
    }),
    throttle: createThrottle(options.throttle ?? defaultThrottle),
  };
  lookUpRoutes(app, lookUps);
  viewRoutes(app, { db, opener, receipts, now });
  acknowledgementRoutes(app, { db, now });
  await pageRoutes(app, { ...lookUps, db, receipts, formTokens: createFormTokens(options.viewTokenKey) });
  issuerRoutes(app, db);
  eventRoutes(app, db);
  healthRoutes(app, { データベース: () => checkReady(postgres) });
  metricsRoutes(app, metrics.registry);
  app.addHook('onClose', () => receipts.close());
  return app;
}

/** Who may call what: one rule for each operation. */
function rulesOf(world: Parameters<typeof issuerCall>[0] & { viewTokens: ViewTokens }): OperationRules {
  const depositor = issuerCall(world);
  const viewer = viewTokenHolder(world);
  return {
    depositRevision: depositor,
    replaceKey: depositor,
    listEvents: depositor,
    lookUpCertificate: anyone,
    lookUpCertificates: anyone,
    exportLookUps: anyone,
    crossCheckCertificate: anyone,
    viewCertificatePdf: viewer,
    viewCertificateJws: viewer,
    viewReceipt: viewer,
    acknowledgeCertificate: viewer,
    listIssuers: anyone,
    listIssuerKeys: anyone,
    ...healthRules,
    ...metricsRules,
  };
}
