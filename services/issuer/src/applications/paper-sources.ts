import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { branches, contractors, issuerProfile, orderers } from '../db/tables.js';
import type { Application } from './application.js';

/** Master data of this moment that papers about an application name; a paper keeps what it named. */
export async function loadPaperSources(db: Database, { branch, contractorId, works }: Application) {
  const [profile] = await db.select().from(issuerProfile);
  const [office] = await db.select().from(branches).where(eq(branches.id, branch));
  const [contractor] = await db.select().from(contractors).where(eq(contractors.id, contractorId));
  const [orderer] = await db.select().from(orderers).where(eq(orderers.code, works.orderer));
  return {
    profile: profile!,
    issuer: { name: profile!.name, branch: branchOnPaper(office!) },
    contractor: { name: works.facts.jointVenture?.name ?? contractor!.name },
    orderer: { name: orderer!.name },
  };
}

export type PaperSources = Awaited<ReturnType<typeof loadPaperSources>>;

export const branchOnPaper = ({ name, phone, email, hours }: typeof branches.$inferSelect) => ({
  name,
  phone,
  email,
  hours,
});
