import type { Database } from '../db/database.js';
import { issuerProfile } from '../db/tables.js';
import { publishedKeys } from './published-keys.js';
import { type RecheckFault, recheckIssued } from './recheck-issued.js';

/** A line for each fault, and last how much was looked at. */
export async function recheckReport(db: Database, jwks: string): Promise<{ sound: boolean; report: string }> {
  const [profile] = await db.select().from(issuerProfile);
  if (!profile) throw new Error('the database does not say yet which guarantee company this is');
  const faults: string[] = [];
  const { guarantees, revisions } = await recheckIssued(db, publishedKeys(jwks, profile.id), (fault) =>
    faults.push(told(fault)),
  );
  const counts = `点検 ${guarantees}件 ${revisions}版、異常 ${faults.length}`;
  return { sound: faults.length === 0, report: `${[...faults, counts].join('\n')}\n` };
}

const told = ({ guaranteeNumber, revision, fault }: RecheckFault) =>
  [guaranteeNumber, ...(revision === null ? [] : [`版${revision}`]), fault].join(' ');
