import { healthExamples } from '@e-surety/service-kit/health';
import type { Example } from '@e-surety/service-kit/http';
import { metricsExamples } from '@e-surety/service-kit/metrics';
import { accountExamples } from './accounts/examples.js';
import { applicationExamples } from './applications/examples.js';
import { attachmentExamples } from './attachments/examples.js';
import { branchExamples } from './branches/examples.js';
import { caseExamples } from './cases/examples.js';
import { changeExamples } from './changes/examples.js';
import { contractorExamples } from './contractors/examples.js';
import { eventExamples } from './events/examples.js';
import { feeExamples } from './fees/examples.js';
import { guaranteeExamples } from './guarantees/examples.js';
import { heldExamples } from './held/examples.js';
import { messageExamples } from './messages/examples.js';
import { ordererExamples } from './orderers/examples.js';
import { submissionExamples } from './submission/examples.js';
import { underwritingExamples } from './underwriting/examples.js';
import { unfinishedExamples } from './unfinished/examples.js';
import { userExamples } from './users/examples.js';
import { webhookExamples } from './webhooks/examples.js';
import { worksExamples } from './works/examples.js';

/** What the contract shows of each body, answer and parameter: ○○建設 and 富士見町 throughout. */
export const examples: Example[] = [
  ...healthExamples,
  ...metricsExamples,
  ...accountExamples,
  ...userExamples,
  ...contractorExamples,
  ...branchExamples,
  ...ordererExamples,
  ...worksExamples,
  ...feeExamples,
  ...applicationExamples,
  ...unfinishedExamples,
  ...attachmentExamples,
  ...messageExamples,
  ...underwritingExamples,
  ...caseExamples,
  ...heldExamples,
  ...guaranteeExamples,
  ...changeExamples,
  ...submissionExamples,
  ...eventExamples,
  ...webhookExamples,
];
