import { randomBytes, randomUUID } from 'node:crypto';
import { createDsureClient } from '@e-surety/client/dsure';
import { createPapers } from '@e-surety/papers';
import { createSigner, signCall } from '@e-surety/seal/sign';
import { ConfigError } from '@e-surety/service-kit/config';
import { listenAndServe, runService } from '@e-surety/service-kit/http';
import { checkReady, connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { currentRequestId } from '@e-surety/service-kit/request-id';
import { createAccessTokens } from './accounts/access-token.js';
import { buildIssuer } from './app.js';
import { type Background, startBackground } from './background.js';
import { type IssuerConfig, readIssuerConfig } from './config.js';
import type { Database } from './db/database.js';
import { issuerProfile } from './db/tables.js';
import { createKeyring } from './issuance/keyring.js';
import type { SigningKeys } from './issuance/signing-keys.js';
import { createIssuerMetrics } from './metrics.js';
import { migrations } from './migrations.js';
import { fileMailer, smtpMailer } from './notices/mailer.js';
import type { IssuerProfile, World } from './world.js';

await runService('issuer', async () => {
  const config = readIssuerConfig(process.env);
  await migrateDatabase(config.databaseUrl, migrations);
  const postgres = connectPostgres(config.databaseUrl, { max: 12 });
  const db = postgres.db as unknown as Database;
  const world = worldOf(config, db, await loadProfile(db));
  const app = await buildIssuer(world, {
    tokens: createAccessTokens(config.keys.accessToken, config.publicUrl, config.keys.acceptedAccessTokens),
    publishedKeys: config.keys.published,
    logLevel: config.logLevel,
    trustedProxies: config.trustedProxies,
    checkDatabase: () => checkReady(postgres),
  });
  let background: Background | undefined;
  app.addHook('onClose', async () => {
    await background?.stop();
    await world.papers.close();
    world.mailer.close();
    await postgres.close();
  });
  await listenAndServe(app, config);
  // Only now: who waits for answers does not wait for what we do by ourselves.
  background = startBackground(world, postgres.sql, app.log);
  world.papers.start();
});

async function loadProfile(db: Database): Promise<IssuerProfile> {
  const [profile] = await db.select().from(issuerProfile);
  if (!profile)
    throw new ConfigError('the database does not say yet which guarantee company this is: run admin load-setup');
  return profile;
}

function worldOf(config: IssuerConfig, db: Database, issuer: IssuerProfile): World {
  const { keys } = config;
  const signer = <P extends 'certificate' | 'envelope' | 'call'>(purpose: P) =>
    createSigner(keys[purpose], { issuer: issuer.id, purpose });
  const signingKeys: SigningKeys = {
    certificate: signer('certificate'),
    envelope: signer('envelope'),
    call: signer('call'),
    pdf: config.timestampUrl === null ? keys.pdf : { ...keys.pdf, timestampUrl: config.timestampUrl },
  };
  return {
    db,
    now: () => new Date(),
    entropy: (bytes) => randomBytes(bytes),
    publicUrl: config.publicUrl,
    issuer,
    signingKeys,
    keyring: createKeyring(keys.keyring),
    papers: createPapers({ workers: 2 }),
    dsure: {
      client: createDsureClient({
        baseUrl: config.dsureUrl,
        // When to come again is for the outbox to say.
        attempts: 1,
        timeoutMs: 15_000,
        fetch: (request) => {
          // One id over both services.
          const id = currentRequestId();
          if (id !== undefined) request.headers.set('x-request-id', id);
          return fetch(request);
        },
        callToken: () =>
          signCall({ audience: config.dsurePublicUrl, now: new Date(), jti: randomUUID() }, signingKeys.call),
      }),
      publicUrl: config.dsurePublicUrl,
    },
    metrics: createIssuerMetrics(db),
    mailer:
      config.mail === null ? fileMailer(config.mailDir, config.mailFrom) : smtpMailer(config.mail, config.mailFrom),
    webhookTargets: config.webhookTargets,
    secondApprovalFrom: config.secondApprovalFrom,
  };
}
