import { listenAndServe, runService } from '@e-surety/service-kit/http';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { buildDsure } from './app.js';
import { readDsureConfig } from './config.js';
import { migrations } from './migrations.js';

await runService('D-Sure', async () => {
  const { databaseUrl, host, port, ...options } = readDsureConfig(process.env);
  await migrateDatabase(databaseUrl, migrations);
  const postgres = connectPostgres(databaseUrl);
  const app = await buildDsure({ postgres, ...options });
  app.addHook('onClose', () => postgres.close());
  await listenAndServe(app, { host, port });
});
