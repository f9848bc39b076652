import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { throughTheDoor } from '../door.js';
import { findKnownOrderer } from '../orderers/find-known.js';
import { parseWorks } from './parse-works.js';
import type { WorksBody } from './schemas.js';
import { insertWorks } from './store.js';
import type { Works } from './works.js';

export async function createWorks(
  db: Database,
  { actor, contractorId }: Applicant,
  { orderer: typed, ...input }: Static<typeof WorksBody>,
  now: Date,
): Promise<Works> {
  const orderer = await findKnownOrderer(db, typed, '/orderer');
  const facts = throughTheDoor((door) => parseWorks(door, input));
  const works = await insertWorks(db, { contractorId, orderer: orderer.code, facts, createdAt: now });
  await recordAct(db, { at: now, actor, act: 'create_works', subject: works.id });
  return works;
}
