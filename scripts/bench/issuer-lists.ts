/**
 * What the issuer's lists, searches and the clock's queries cost beside ten years of guarantees. Makes a throw-away PostgreSQL, fills
 * it, asks every list through its route and explains each statement. `npm run build && node scripts/dist/issuer-lists.js [rows]`.
 */
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { migrations } from '../../services/issuer/src/migrations.js';
import { connectAsSuperuser } from '../postgres/databases.js';
import { startThrowAwayPostgres } from '../postgres/throw-away.js';
import { clockCases, listCases } from './lists/cases.js';
import { fill } from './lists/fill.js';
import { openIssuer } from './lists/issuer.js';
import { heading, measure, selectByKey } from './lists/measure.js';

const rows = Number(process.argv[2] ?? 200_000);
const server = await startThrowAwayPostgres();
try {
  const url = new URL(server.superuserUrl);
  const superuser = connectAsSuperuser(url.href);
  await superuser.unsafe('create database lists');
  await superuser.unsafe("alter system set max_wal_size = '2GB'");
  await superuser.unsafe('select pg_reload_conf()');
  await superuser.end();
  url.pathname = '/lists';
  await migrateDatabase(url.href, migrations);
  const postgres = connectPostgres(url.href, { max: 4 });
  try {
    const issuer = await openIssuer(postgres);
    await fill(url.href, rows, (said) => console.error(said));
    const unit = await selectByKey(postgres.sql);
    console.log(heading(rows, unit));
    for (const one of listCases) console.log(await measure(postgres, unit, one.name, () => issuer.ask(one)));
    for (const one of clockCases) console.log(await measure(postgres, unit, one.name, () => one.run(issuer)));
    await issuer.close();
  } finally {
    await postgres.close();
  }
} finally {
  await server.remove();
}
