import type { Certificate, CertificateForm } from '@e-surety/domain';
import { and, eq } from 'drizzle-orm';
import type { ApplicationFacts } from '../applications/application.js';
import type { Database } from '../db/database.js';
import { applications, branches, guarantees, revisions } from '../db/tables.js';

/** What every letter about a guarantee needs: what it says now, whom to write to, and who to ask. */
export interface Correspondence {
  certificate: Certificate;
  form: CertificateForm;
  contact: ApplicationFacts['contact'];
  branch: { name: string; phone: string; email: string; hours: string };
}

export async function correspondenceOf(db: Database, guaranteeNumber: string): Promise<Correspondence> {
  const [row] = await db
    .select({ certificate: revisions.certificate, form: guarantees.form, facts: applications.facts, branch: branches })
    .from(guarantees)
    .innerJoin(
      revisions,
      and(eq(revisions.guaranteeNumber, guarantees.guaranteeNumber), eq(revisions.revision, guarantees.revision)),
    )
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .innerJoin(branches, eq(branches.id, applications.branch))
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
  const { certificate, form, facts, branch } = row!;
  return { certificate, form, contact: facts.contact, branch };
}
