import { type Certificate, type SubmissionGuide, submissionGuideFor } from '@e-surety/domain';
import type { Application } from '../applications/application.js';
import { rulesOfApproval } from '../applications/rule-judgements.js';
import { findApplication } from '../applications/store.js';
import type { Database } from '../db/database.js';
import type { Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';

/** Of an issued guarantee, with what is known of its works by now: a number that came later is filled in. */
export async function submissionGuideOf(db: Database, { row, latest }: Guarantee): Promise<SubmissionGuide> {
  if (row.form !== 'electronic') throw refuse('not_electronic');
  const application = await findApplication(db, row.applicationId, { contractorId: null });
  return guideFrom(db, application!, latest.certificate);
}

/** By the rules by which the guarantee was approved. */
export async function guideFrom(
  db: Database,
  application: Application,
  certificate: Certificate,
): Promise<SubmissionGuide> {
  const { kind, guaranteeNumber, orderer, contractor, works } = certificate;
  const rules = await rulesOfApproval(db, { applicationId: application.id, kind });
  return submissionGuideFor(rules?.rules ?? null, {
    ordererName: orderer.name,
    kind,
    guaranteeNumber,
    // As the newest revision says; what it leaves open may have come to be known since.
    works: {
      ...application.works.facts,
      name: works.name,
      number: works.number ?? application.works.facts.number,
      contractNumber: works.contractNumber ?? application.works.facts.contractNumber,
    },
    contractorName: contractor.name,
    contact: application.facts.contact,
    responsible: application.facts.responsible ?? null,
  });
}
