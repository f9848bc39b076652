import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { databaseSettings, readConfig, withDatabaseUrl } from '@e-surety/service-kit/config';
import { runService } from '@e-surety/service-kit/http';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { Problem } from '@e-surety/service-kit/problems';
import type { Database } from './db/database.js';
import { migrations } from './migrations.js';
import { importOrderers } from './orderers/import-orderers.js';
import { loadDirectory, shippedDirectory } from './orderers/load-directory.js';
import { recheckReport } from './recheck/report.js';
import { loadSetup, type Setup } from './setup/load-setup.js';

const usage =
  'usage: admin load-setup <file.json> | load-directory [folder] | import-orderers <file.csv> | recheck <published-keys.json>';

type Command = (db: Database, file: string | undefined) => Promise<string>;

/** The commands of those who operate an issuer; each tells what it did. */
const commands: Record<string, Command> = {
  'load-setup': async (db, file) => {
    await loadSetup(db, JSON.parse(readFileSync(named(file), 'utf8')) as Setup);
    return '';
  },
  'load-directory': async (db, folder = shippedDirectory) => `${await loadDirectory(db, folder)} 発注者\n`,
  /** Exit code 1 where anything is not as it was issued. */
  recheck: async (db, file) => {
    const { sound, report } = await recheckReport(db, readFileSync(named(file), 'utf8'));
    if (!sound) process.exitCode = 1;
    return report;
  },
  'import-orderers': async (db, file) => {
    const content = readFileSync(named(file));
    const report = await db.transaction((tx) => importOrderers(tx, 'command', content, new Date()));
    const { lines, added, changed, unchanged, refused } = report;
    const counts = `${lines}行: 追加 ${added}、変更 ${changed}、変更なし ${unchanged}、不受理 ${refused.length}`;
    return `${[counts, ...refused.map(({ line, detail }) => `${line}行目: ${detail}`)].join('\n')}\n`;
  },
};

await runService('issuer admin', async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [name = '', file] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(usage);
  const { databaseUrl } = withDatabaseUrl(readConfig(process.env, databaseSettings('the issuer')));
  await migrateDatabase(databaseUrl, migrations);
  const postgres = connectPostgres(databaseUrl, { max: 1 });
  try {
    process.stdout.write(await command(postgres.db as unknown as Database, file));
  } catch (error) {
    throw error instanceof Problem ? new Error(error.detail) : error;
  } finally {
    await postgres.close();
  }
});

function named(file: string | undefined): string {
  if (file === undefined) throw new Error(usage);
  return file;
}
