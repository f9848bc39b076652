import type { RulesVersion } from '@e-surety/domain';
import type { Database } from '../db/database.js';
import { ordererRules, orderers } from '../db/tables.js';

/** A public body as files of the directory and of a setup hold it. */
export interface DirectoryEntry {
  code: string;
  prefecture: string;
  name: string;
  kana: string;
  rules: RulesVersion[];
}

/** Adds bodies with their rules. What is there already stays as it is: added twice, it changes nothing. */
export async function addOrderers(tx: Database, entries: DirectoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const bodies = entries.map(({ rules: _, ...orderer }) => orderer);
  await tx.insert(orderers).values(bodies).onConflictDoNothing();
  const versions = entries.flatMap(({ code, rules }) => rules.map((version) => ({ orderer: code, ...version })));
  if (versions.length > 0) await tx.insert(ordererRules).values(versions).onConflictDoNothing();
}
