import {
  type AttachmentType,
  applicationStatusOf,
  computeFee,
  deriveGuaranteePeriod,
  type Fee,
  type GuaranteePeriod,
  shownRatio,
  type Tariff,
  todayInTokyo,
} from '@e-surety/domain';
import type { Static } from 'typebox';
import { attachmentFindings } from '../attachments/findings.js';
import { presentWorks } from '../works/present.js';
import type { WorksFacts } from '../works/works.js';
import type { Application, AskedGuarantee, GuaranteeRequest } from './application.js';
import type { FindingSchema } from './finding-schema.js';
import { type Finding, judgeApplication } from './findings.js';
import type { ApplicationContext } from './load-context.js';
import { isOutsideWorks } from './parse-application.js';
import type { RuleJudgement } from './rule-judgements.js';
import type { ApplicationSchema, ApplicationSummary, RequestedGuarantee } from './schemas.js';

export function presentApplication(
  application: Application,
  context: ApplicationContext,
  { judgements, attached }: { judgements: RuleJudgement[]; attached: AttachmentType[] },
): Static<typeof ApplicationSchema> {
  const { works, requests, facts, submittedAt } = application;
  const appliedOn = submittedAt ? todayInTokyo(submittedAt) : context.today;
  const judged = { ...context, works: works.facts, guarantees: requests.map((request) => request.asked), appliedOn };
  const missing = attachmentFindings(judged.guarantees, attached);
  return {
    id: application.id,
    worksId: works.id,
    orderer: works.orderer,
    status: applicationStatusOf(requests.map((request) => request.status)),
    works: presentWorks(works),
    guarantees: requests.map((request) => presentRequest(request, works.facts, context.tariff)),
    warnings: isOpen(application) ? [...judgeApplication(judged), ...missing].map(presentFinding) : [],
    judgements: judgements.map((judgement) => ({ ...judgement, at: judgement.at.toISOString() })),
    branch: application.branch,
    ...facts,
    responsible: facts.responsible ?? null,
    externalReference: application.externalReference,
    messageToContractor: application.messageToContractor,
    createdAt: application.createdAt.toISOString(),
    updatedAt: application.updatedAt.toISOString(),
    submittedAt: application.submittedAt?.toISOString() ?? null,
    receiptNumber: application.receiptNumber,
  };
}

/** Judged anew only as long as something can still be changed or decided. */
const isOpen = ({ requests }: Application) =>
  requests.some(({ status }) =>
    ['draft', 'returned', 'submitted', 'under_review', 'awaiting_second_approval'].includes(status),
  );

function presentRequest(
  request: GuaranteeRequest,
  works: WorksFacts,
  tariff: Tariff,
): Static<typeof RequestedGuarantee> {
  const { kind, ...asked } = request.asked;
  return {
    kind,
    status: request.status,
    guaranteeNumber: request.guaranteeNumber,
    form: asked.form,
    amount: asked.amount,
    advance:
      'depositary' in asked
        ? { fiscalYearBase: asked.fiscalYearBase, depositary: asked.depositary, redeposit: asked.redeposit }
        : null,
    interim: 'recognition' in asked ? { recognition: asked.recognition, priorAdvance: asked.priorAdvance } : null,
    feePayment: asked.feePayment,
    feeBilledTo: asked.feeBilledTo,
    paperFeeStatement: asked.paperFeeStatement,
    period: shownPeriodOf(request.asked, works),
    ratio: ratioOf(request.asked, works),
    fee: request.approved?.fee ?? feeOf(request.asked, tariff),
    message: request.message,
  };
}

export function periodOf(asked: AskedGuarantee, works: WorksFacts): GuaranteePeriod {
  const fiscalYear = 'fiscalYearBase' in asked ? (asked.fiscalYearBase?.year ?? null) : null;
  return deriveGuaranteePeriod(asked.kind, works, fiscalYear);
}

/** For reading: that the works no longer have its year is a finding, and keeps nobody from reading or withdrawing it. */
function shownPeriodOf(asked: AskedGuarantee, works: WorksFacts): GuaranteePeriod {
  return isOutsideWorks(asked, works) ? deriveGuaranteePeriod(asked.kind, works, null) : periodOf(asked, works);
}

export function feeOf(asked: AskedGuarantee, tariff: Tariff): Fee {
  return computeFee(tariff, asked.kind, asked.amount);
}

export function ratioOf(asked: AskedGuarantee, { contractPrice }: WorksFacts): ReturnType<typeof shownRatio> {
  const yearBase = 'fiscalYearBase' in asked ? asked.fiscalYearBase : null;
  return shownRatio({ amount: asked.amount, contractPrice, yearBase });
}

export function presentFinding({ code, severity, pointer, detail, rule }: Finding): Static<typeof FindingSchema> {
  return { code, severity, pointer, detail, rule };
}

export function presentSummary(
  application: Application,
  contractor: string,
  claimedBy: string | null,
): Static<typeof ApplicationSummary> {
  const { works, requests } = application;
  return {
    id: application.id,
    orderer: works.orderer,
    worksName: works.facts.name,
    contractor,
    branch: application.branch,
    claimedBy,
    status: applicationStatusOf(requests.map((request) => request.status)),
    guarantees: requests.map(({ kind, status, guaranteeNumber }) => ({ kind, status, guaranteeNumber })),
    externalReference: application.externalReference,
    createdAt: application.createdAt.toISOString(),
    submittedAt: application.submittedAt?.toISOString() ?? null,
    receiptNumber: application.receiptNumber,
  };
}
