import {
  type CalendarDay,
  type Certificate,
  type GuaranteeNumber,
  originalCertificate,
  type SubmissionGuide,
  submissionGuideLines,
} from '@e-surety/domain';
import type { Application, AskedGuarantee, GuaranteeRequest } from '../applications/application.js';
import { periodOf } from '../applications/present.js';
import type { branches, contractors } from '../db/tables.js';
import type { KeyNoticeFacts } from '../guarantees/key-notice-facts.js';
import type { Orderer } from '../orderers/store.js';
import type { IssuerProfile } from '../world.js';

/** What the facts of a 当初 are made of: the application as approved, and master data of the day of issue. */
export interface OriginalSources {
  issuer: IssuerProfile;
  application: Application;
  request: GuaranteeRequest;
  contractor: typeof contractors.$inferSelect;
  orderer: Orderer;
  branch: typeof branches.$inferSelect;
  issuedOn: CalendarDay;
  guaranteeNumber: GuaranteeNumber;
}

/** The certificate of revision 0: a snapshot, which later edits of master data never change. */
export function originalFacts({
  issuer,
  application,
  request,
  contractor,
  orderer,
  ...drawn
}: OriginalSources): Certificate {
  const { facts } = application.works;
  const { asked } = request;
  const { from, to } = periodOf(asked, facts);
  return originalCertificate({
    guaranteeNumber: drawn.guaranteeNumber,
    issuedOn: drawn.issuedOn,
    issuer: { id: issuer.id, name: issuer.name, address: issuer.address, representative: issuer.representative },
    orderer: { code: orderer.code, name: orderer.name, signatory: facts.ordererSignatory },
    contractor: contractorOf({ application, contractor }),
    works: {
      subject: facts.subject,
      name: facts.name,
      number: facts.number,
      place: facts.place,
      contractDate: facts.contractDate,
      contractNumber: facts.contractNumber,
      contractPrice: facts.contractPrice,
      period: facts.period,
    },
    amount: asked.amount,
    period: { from, to },
    terms: request.approved!.terms,
    remarks: '',
    ...ofKind(asked),
  });
}

/** What only this kind of certificate says. */
function ofKind(asked: AskedGuarantee) {
  if (asked.kind === 'performance') return { kind: asked.kind };
  const { depositary, redeposit, fiscalYearBase } = asked;
  const advance = { depositary, redeposit, fiscalYearBase };
  if (asked.kind === 'advance_payment') return { kind: asked.kind, ...advance };
  const { kind, recognition, priorAdvance } = asked;
  return { kind, ...advance, recognition, priorAdvance };
}

/** Who signs: whoever the contractor named, else the representative; of a joint venture, that of its representative member. */
function contractorOf({ application: { works }, contractor }: Pick<OriginalSources, 'application' | 'contractor'>) {
  const { jointVenture, contractorSignatory } = works.facts;
  const leading = jointVenture?.members[jointVenture.representative] ?? contractor;
  const { address, representativeTitle, representativeName } = leading;
  return {
    name: jointVenture?.name ?? contractor.name,
    address,
    signatory: contractorSignatory ?? { office: null, title: representativeTitle, name: representativeName },
    jointVenture,
  };
}

export function keyNoticeFacts(
  certificate: Certificate,
  { issuer, branch }: OriginalSources,
  lookUpUrl: string,
  guide: SubmissionGuide,
): KeyNoticeFacts {
  const { name, phone, email, hours } = branch;
  const { orderer, works } = certificate;
  return {
    issuer: { name: issuer.name, branch: { name, phone, email, hours } },
    issuedOn: certificate.issuedOn,
    amendments: certificate.amendments,
    orderer: { name: orderer.name, addressee: orderer.signatory?.title ?? orderer.name },
    contractor: { name: certificate.contractor.name },
    works: { subject: works.subject, name: works.name, number: works.number },
    kind: certificate.kind,
    guaranteeNumber: certificate.guaranteeNumber,
    lookUpUrl,
    submissionGuide: { lines: submissionGuideLines(guide) },
  };
}
