import type { Database } from '../db/database.js';

/** What an operator has to put right; the message says what, in one line. */
export class OperatorError extends Error {}

/** What a command is handed. */
export interface Operator {
  positionals: string[];
  options: Record<string, string | boolean | undefined>;
  /** Tells what would happen. The database is rolled back by whoever runs the command; files are for the command to leave alone. */
  dryRun: boolean;
  environment: Record<string, string | undefined>;
  now: Date;
}

export interface Command {
  /** What stands behind its name. */
  usage: string;
  /** One line of help, in Japanese. */
  help: string;
  run:
    | { on: 'database'; do: (db: Database, operator: Operator) => Promise<string> }
    | { on: 'files'; do: (operator: Operator) => Promise<string> };
}

export function optionOf({ options }: Operator, name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new OperatorError(`--${name} を指定してください。`);
  return value;
}

export function positionalOf({ positionals }: Operator, what: string): string {
  const [value] = positionals;
  if (value === undefined) throw new OperatorError(`${what} を指定してください。`);
  return value;
}

export function keysFolder({ environment }: Operator): string {
  const folder = environment.KEYS_DIR;
  if (!folder) throw new OperatorError('KEYS_DIR に、鍵のフォルダーを指定してください。');
  return folder;
}
