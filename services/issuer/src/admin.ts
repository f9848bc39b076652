import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { postgresUrl, readConfig, setting } from '@e-surety/service-kit/config';
import { runService } from '@e-surety/service-kit/http';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import type { Database } from './db/database.js';
import { migrations } from './migrations.js';
import { loadSetup, type Setup } from './setup/load-setup.js';

const usage = 'usage: admin load-setup <file.json>';

/** The commands of those who operate an issuer. */
await runService('issuer admin', async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [command, file] = positionals;
  if (command !== 'load-setup' || file === undefined) throw new Error(usage);
  const { databaseUrl } = readConfig(process.env, {
    databaseUrl: setting('DATABASE_URL', postgresUrl, 'the PostgreSQL database that the issuer owns'),
  });
  const setup = JSON.parse(readFileSync(file, 'utf8')) as Setup;
  await migrateDatabase(databaseUrl, migrations);
  const postgres = connectPostgres(databaseUrl, { max: 1 });
  try {
    await loadSetup(postgres.db as unknown as Database, setup);
  } finally {
    await postgres.close();
  }
});
