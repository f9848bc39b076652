import { eq } from 'drizzle-orm';
import { applications, branches, guarantees, revisions } from '../db/tables.js';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { completionNotice } from './completion-notice.js';

/**
 * Tells the contractor that issue is complete. It can repeat only if the process died between the server's 250 and our commit,
 * and then with the same Message-ID.
 */
export async function sendCompletionNotice(
  world: World,
  { guaranteeNumber }: { guaranteeNumber: string },
): Promise<void> {
  const [row] = await world.db
    .select({
      certificate: revisions.certificate,
      facts: applications.facts,
      branch: branches,
      issuedAt: guarantees.issuedAt,
    })
    .from(guarantees)
    .innerJoin(revisions, eq(revisions.guaranteeNumber, guarantees.guaranteeNumber))
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .innerJoin(branches, eq(branches.id, applications.branch))
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber))
    .orderBy(revisions.revision)
    .limit(1);
  const { certificate, facts, branch, issuedAt } = row!;
  await world.mailer.send({
    messageId: messageIdOf(world, 'completion-notice', guaranteeNumber),
    to: facts.completionNotice.email!,
    date: issuedAt!,
    ...completionNotice({ certificate, contact: facts.contact, branch, netDeskUrl: world.publicUrl }),
  });
}
