import { anyone, type OperationRule, type OperationRules } from '@e-surety/service-kit/auth';
import { healthRules } from '@e-surety/service-kit/health';
import { metricsRules } from '@e-surety/service-kit/metrics';
import { transportProblem } from '@e-surety/service-kit/problems';
import { caller } from './caller.js';
import type { Identify } from './identify.js';
import { type Role, roleNames, type Scope } from './roles.js';

/** Who may call what: one table, one rule per operation. The service does not start with an operation that has none. */
export function operationRules(identify: Identify): OperationRules {
  /** `scope`: null for none; by role where each has its own for the same operation. */
  const allow = (scope: NeededScope, ...roles: Role[]): OperationRule => ({
    security: [...scopesIn(scope).map((one) => ({ accessToken: one })), { session: [] }],
    callers: callersOf(scope, roles),
    check: async (request) => {
      const known = await identify(request);
      if (!roles.includes(known.role))
        throw transportProblem('forbidden', { detail: 'この立場ではできない操作です。' });
      const needed = typeof scope === 'string' ? scope : scope?.[known.role];
      if (needed !== undefined && !known.scopes.includes(needed)) {
        throw transportProblem('forbidden', { detail: `スコープ ${needed} が必要です。` });
      }
      caller.set(request, known);
    },
  });
  const changing = allow(
    { contractor: 'applications:write', underwriter: 'underwriting' },
    'contractor',
    'underwriter',
  );
  return {
    ...healthRules,
    ...metricsRules,
    issueAccessToken: anyone,
    readJwks: anyone,
    listOrderers: anyone,
    readOrderer: anyone,
    listBranches: anyone,
    changeOrdererRules: allow('administration', 'admin'),
    importOrderers: allow('administration', 'admin'),
    readBranch: anyone,
    signIn: anyone,
    requestPasswordReset: anyone,
    setPassword: anyone,
    signOut: allow(null, 'contractor', 'underwriter', 'admin'),
    readMe: allow(null, 'contractor', 'underwriter', 'admin'),
    listUsers: allow('users', 'contractor', 'admin'),
    readUser: allow('users', 'contractor', 'admin'),
    inviteUser: allow('users', 'contractor', 'admin'),
    changeUser: allow('users', 'contractor', 'admin'),
    stopUser: allow('users', 'contractor', 'admin'),
    reinstateUser: allow('users', 'contractor', 'admin'),
    putBranch: allow('administration', 'admin'),
    putContractor: allow('administration', 'admin'),
    listContractors: allow('guarantees:read', 'underwriter', 'admin'),
    readContractor: allow('guarantees:read', 'underwriter', 'admin'),
    quote: allow('applications:read', 'contractor'),
    listTariffs: allow('applications:read', 'contractor', 'underwriter', 'admin'),
    readTariff: allow('applications:read', 'contractor', 'underwriter', 'admin'),
    putTariff: allow('administration', 'admin'),
    createWorks: allow('applications:write', 'contractor'),
    listWorks: allow('applications:read', 'contractor'),
    readWorks: allow('applications:read', 'contractor', 'underwriter'),
    concludeContract: allow('applications:write', 'contractor'),
    createApplication: allow('applications:write', 'contractor'),
    listApplications: allow('applications:read', 'contractor', 'underwriter'),
    readApplication: allow('applications:read', 'contractor', 'underwriter'),
    changeApplication: allow('applications:write', 'contractor'),
    submitApplication: allow('applications:write', 'contractor'),
    withdrawApplication: allow('applications:write', 'contractor'),
    saveUnfinishedApplication: allow('applications:write', 'contractor'),
    listUnfinishedApplications: allow('applications:read', 'contractor'),
    readUnfinishedApplication: allow('applications:read', 'contractor'),
    removeUnfinishedApplication: allow('applications:write', 'contractor'),
    addAttachment: allow('applications:write', 'contractor'),
    listAttachments: allow('applications:read', 'contractor', 'underwriter'),
    readAttachment: allow('applications:read', 'contractor', 'underwriter'),
    removeAttachment: allow('applications:write', 'contractor'),
    addChangeAttachment: changing,
    listChangeAttachments: allow('guarantees:read', 'contractor', 'underwriter'),
    readChangeAttachment: allow('guarantees:read', 'contractor', 'underwriter'),
    removeChangeAttachment: changing,
    postMessage: changing,
    listMessages: allow('applications:read', 'contractor', 'underwriter'),
    listCases: allow('underwriting', 'underwriter'),
    countCases: allow('underwriting', 'underwriter'),
    readReviewSheet: allow('underwriting', 'underwriter'),
    readChangeReviewSheet: allow('underwriting', 'underwriter'),
    readApplicationHistory: allow('underwriting', 'underwriter'),
    claimApplication: allow('underwriting', 'underwriter'),
    reviewApplication: allow('underwriting', 'underwriter'),
    recordFeeReceipt: allow('underwriting', 'underwriter'),
    readApplicationCopy: allow('applications:read', 'contractor', 'underwriter'),
    readChangeFeeNotice: allow('guarantees:read', 'contractor', 'underwriter'),
    readFeeNotice: allow('applications:read', 'contractor', 'underwriter'),
    listFeeReceipts: allow('underwriting', 'underwriter'),
    listRefundables: allow('underwriting', 'underwriter'),
    recordRefundPayment: allow('underwriting', 'underwriter'),
    listBillingParties: allow('applications:read', 'contractor'),
    addBillingParty: allow('applications:write', 'contractor'),
    listFeeStatements: allow('guarantees:read', 'contractor', 'underwriter'),
    listLumpSumFees: allow('guarantees:read', 'contractor', 'underwriter'),
    readFeeStatement: allow('guarantees:read', 'contractor', 'underwriter'),
    listGuarantees: allow('guarantees:read', 'contractor', 'underwriter'),
    readGuarantee: allow('guarantees:read', 'contractor', 'underwriter'),
    setExternalReference: allow('applications:write', 'contractor'),
    readGuaranteeTimeline: allow('guarantees:read', 'contractor', 'underwriter'),
    listEvents: allow('guarantees:read', 'contractor', 'underwriter', 'admin'),
    registerWebhookEndpoint: allow('webhooks', 'contractor'),
    listWebhookEndpoints: allow('webhooks', 'contractor'),
    readWebhookEndpoint: allow('webhooks', 'contractor'),
    changeWebhookEndpoint: allow('webhooks', 'contractor'),
    removeWebhookEndpoint: allow('webhooks', 'contractor'),
    rotateWebhookSecret: allow('webhooks', 'contractor'),
    listWebhookDeliveries: allow('webhooks', 'contractor'),
    replayEvents: allow('webhooks', 'contractor'),
    readCertificatePdf: allow('guarantees:read', 'contractor', 'underwriter'),
    readCertificateJws: allow('guarantees:read', 'contractor', 'underwriter'),
    requestChange: changing,
    listChangeRequests: allow('guarantees:read', 'contractor', 'underwriter'),
    readChangeRequest: allow('guarantees:read', 'contractor', 'underwriter'),
    reviewChange: allow('underwriting', 'underwriter'),
    recordChangeFeeReceipt: allow('underwriting', 'underwriter'),
    resubmitChange: changing,
    withdrawChange: changing,
    replaceKey: changing,
    decideHeldIssue: allow('underwriting', 'underwriter'),
    decideHeldChange: allow('underwriting', 'underwriter'),
    readRefundStatement: allow('guarantees:read', 'contractor', 'underwriter'),
    recordDispatch: allow('underwriting', 'underwriter'),
    readSubmissionGuide: allow('guarantees:read', 'contractor'),
    readSubmissionDraft: allow('authentication-keys:read', 'contractor'),
    readAuthenticationKey: allow('authentication-keys:read', 'contractor'),
    readKeyNotice: allow('authentication-keys:read', 'contractor'),
  };
}

/** One for all, or by role; null for none. */
type NeededScope = Scope | Partial<Record<Role, Scope>> | null;

/** Any one of these lists will do. */
function scopesIn(scope: NeededScope): Scope[][] {
  if (scope === null) return [[]];
  return typeof scope === 'string' ? [[scope]] : Object.values(scope).map((one) => [one]);
}

function callersOf(scope: NeededScope, roles: Role[]): string {
  const each = roles.map((role) => {
    const needed = typeof scope === 'object' ? scope?.[role] : undefined;
    return `${roleNames[role]} (${role}${needed ? `, \`${needed}\`` : ''})`;
  });
  const common = typeof scope === 'string' ? ` スコープ (scope): \`${scope}\`` : '';
  return `呼べる人 (callers): ${each.join('、')}。${common}`;
}
