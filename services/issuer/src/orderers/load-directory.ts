import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOrdererCode } from '@e-surety/domain';
import { Problem } from '@e-surety/service-kit/problems';
import { Compile } from 'typebox/compile';
import type { Database } from '../db/database.js';
import { throughTheDoor } from '../door.js';
import { addOrderers, type DirectoryEntry } from './add-orderers.js';
import { parseRules } from './parse-rules.js';
import { DirectoryEntrySchema } from './rules-schema.js';

/** The directory that comes with the product. */
export const shippedDirectory = fileURLToPath(new URL('../../directory', import.meta.url));

const schema = Compile(DirectoryEntrySchema);

/** Loads every body of a folder in one transaction; returns how many there are. What is known already stays as it is. */
export async function loadDirectory(db: Database, folder: string): Promise<number> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const entries = files.map((name) => {
    try {
      return readEntry(readFileSync(`${folder}/${name}`, 'utf8'));
    } catch (error) {
      const said = error instanceof Problem ? error.detail : (error as Error).message;
      throw new Error(`${name}: ${said}`);
    }
  });
  await db.transaction((tx) => addOrderers(tx, entries));
  return entries.length;
}

function readEntry(text: string): DirectoryEntry {
  const entry: unknown = JSON.parse(text);
  const [fault] = schema.Errors(entry);
  if (fault) throw new Error(`${fault.instancePath}: ${fault.message}`);
  const { code, prefecture, name, kana, rules } = schema.Parse(entry);
  if (parseOrdererCode(code) !== code) throw new Error(`/code: the check digit of ${code} is wrong`);
  const versions = throughTheDoor((door) =>
    rules.map((version, index) => {
      const at = door.at('rules').at(index);
      return { validFrom: at.day('validFrom', version.validFrom), rules: parseRules(at.at('rules'), version.rules) };
    }),
  );
  return { code, prefecture, name, kana, rules: versions };
}
