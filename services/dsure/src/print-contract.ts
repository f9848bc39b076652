import { printContract } from '@e-surety/service-kit/http';
import { connectPostgres } from '@e-surety/service-kit/postgres';
import { buildDsure } from './app.js';

/** Prints D-Sure's contract. The routes are built but never called, so that no database needs to be there. */
const postgres = connectPostgres('postgres://nobody@127.0.0.1:1/nothing');
const publicUrl = 'http://127.0.0.1:4200';
const app = await buildDsure({ postgres, publicUrl, viewTokenKey: new Uint8Array(32), logLevel: 'silent' });
process.stdout.write(await printContract(app));
await app.close();
await postgres.close();
