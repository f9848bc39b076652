import type { Problem } from '@e-surety/service-kit/problems';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications } from '../db/tables.js';
import { refuse } from '../refusals.js';

/** Names the application that has the number, so that a client which lost an answer finds what it once created. */
export async function externalReferenceTaken(
  db: Database,
  { createdBy, externalReference }: { createdBy: string; externalReference: string },
): Promise<Problem> {
  const [earlier] = await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.createdBy, createdBy), eq(applications.externalReference, externalReference)));
  const detail = 'この管理番号の申込がすでにあります。';
  const expected = 'まだ使っていない番号、または null';
  return refuse('external_reference_taken', {
    detail,
    errors: [{ pointer: '/externalReference', in: 'body', code: 'taken', detail, expected }],
    facts: { applicationId: earlier?.id ?? null },
  });
}
