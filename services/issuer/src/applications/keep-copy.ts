import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applicationCopies } from '../db/tables.js';
import type { Application } from './application.js';
import { copyFacts } from './copy-facts.js';
import { loadPaperSources } from './paper-sources.js';

/** 申込控え: kept at submission, in its transaction; a later submission replaces it. */
export async function keepCopy(db: Database, application: Application, now: Date): Promise<void> {
  const copy = { submittedAt: now, facts: copyFacts(application, await loadPaperSources(db, application)) };
  await db
    .insert(applicationCopies)
    .values({ applicationId: application.id, ...copy })
    .onConflictDoUpdate({ target: applicationCopies.applicationId, set: copy });
}

/** What was sent last; null as long as nothing was. */
export async function findCopy(db: Database, applicationId: string) {
  const [copy] = await db.select().from(applicationCopies).where(eq(applicationCopies.applicationId, applicationId));
  return copy ?? null;
}
