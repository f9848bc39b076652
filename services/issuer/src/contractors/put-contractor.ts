import { yen } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { contractors } from '../db/tables.js';
import { throughTheDoor } from '../door.js';
import { demandPut } from '../if-match.js';
import type { ContractorInput } from './schemas.js';
import type { Contractor } from './store.js';

/**
 * 利用登録, and what the issuer decides about a company: the agreement on 一括納付 and the credit limit. What was signed before keeps
 * the name and address that it was signed with.
 */
export async function putContractor(
  db: Database,
  actor: string,
  { id, before, input }: { id: string; before: Contractor | null; input: Static<typeof ContractorInput> },
  now: Date,
): Promise<Contractor> {
  const { name, address, representative, lumpSumAgreement, creditLimit } = input;
  const particulars = {
    ...{ name, address, lumpSumAgreement },
    representativeTitle: representative.title,
    representativeName: representative.name,
    creditLimit: creditLimit === 0 ? yen(0) : throughTheDoor((door) => door.yen('creditLimit', creditLimit)),
  };
  const row = { ...particulars, version: (before?.version ?? 0) + 1 };
  const put = demandPut(
    before
      ? await db.update(contractors).set(row).where(eq(contractors.id, id)).returning()
      : await db
          .insert(contractors)
          .values({ ...row, id, createdAt: now })
          .onConflictDoNothing()
          .returning(),
  );
  await recordAct(db, { at: now, actor, act: 'put_contractor', subject: `contractor:${id}`, detail: particulars });
  return put;
}
