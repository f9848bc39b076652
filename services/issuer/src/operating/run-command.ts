import { parseArgs } from 'node:util';
import { databaseSettings, readConfig, withDatabaseUrl } from '@e-surety/service-kit/config';
import { connectPostgres, migrateDatabase } from '@e-surety/service-kit/postgres';
import { Problem } from '@e-surety/service-kit/problems';
import type { Database } from '../db/database.js';
import { migrations } from '../migrations.js';
import { type Command, type Operator, OperatorError } from './command.js';
import { commands } from './commands.js';
import { type DatabaseWork, inTransaction } from './in-transaction.js';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ 'login-id': text, name: text, email: text, topic: text, kid: text, since: text },
  ...{ activate: flag, compromised: flag, 'dry-run': flag, help: flag },
};

/** What an operator typed, carried out; returns what to show. */
export async function runCommand(args: string[], environment: Operator['environment'], now: Date): Promise<string> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const [name = 'help', ...rest] = positionals;
  if (values.help || name === 'help') return help();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new OperatorError(`${name} というコマンドはありません。help で一覧を表示します。`);
  const { 'dry-run': dryRun = false } = values;
  const told = await run(command, { positionals: rest, options: values, dryRun, environment, now });
  return dryRun ? `(確認だけです。何も変えていません)\n${told}` : told;
}

function run(command: Command, operator: Operator): Promise<string> {
  return command.run.on === 'files' ? command.run.do(operator) : onDatabase(command.run.do, operator);
}

async function onDatabase(work: DatabaseWork, operator: Operator): Promise<string> {
  const { databaseUrl } = withDatabaseUrl(readConfig(operator.environment, databaseSettings('the issuer')));
  if (!operator.dryRun) await migrateDatabase(databaseUrl, migrations);
  const postgres = connectPostgres(databaseUrl, { max: 1 });
  try {
    return await inTransaction(postgres.db as unknown as Database, work, operator);
  } catch (error) {
    if (operator.dryRun && lacksTables(error))
      throw new OperatorError(
        'データベースがまだこの版になっていないので、確認だけはできません。実行すると、先に準備されます。',
      );
    throw error instanceof Problem ? new Error(error.detail) : error;
  } finally {
    await postgres.close();
  }
}

/** undefined_table, undefined_column: what a migration would have brought. */
function lacksTables(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  return code === '42P01' || code === '42703' || lacksTables(error.cause);
}

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { usage, help }]) => `  ${`${name} ${usage}`.trim()}\n      ${help}`,
  );
  return `保証事業会社(issuer)の運用コマンド。DATABASE_URL を、鍵を扱うものは KEYS_DIR も指定します。\n--dry-run を付けると、何が起きるかだけを表示します。\n\n${lines.join('\n')}\n`;
}
