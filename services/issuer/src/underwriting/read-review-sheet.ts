import { requiredAttachments, todayInTokyo, type Yen } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { namesOf } from '../accounts/names.js';
import type { Application, AskedGuarantee, GuaranteeRequest } from '../applications/application.js';
import { governingRulesOf } from '../applications/findings.js';
import { alongside, limitsOf } from '../applications/limits-over-works.js';
import { type ApplicationContext, loadContext } from '../applications/load-context.js';
import { attachedTypes } from '../attachments/store.js';
import { readCredit } from '../contractors/credit.js';
import type { Database } from '../db/database.js';
import { feeNotices, feeReceipts } from '../db/tables.js';
import { readHeld } from '../held/read-held.js';
import { commandsIn } from './commands.js';
import type { ReviewSheet } from './review-sheet-schemas.js';
import { areTwoPeople } from './two-people.js';

type Sheet = Static<typeof ReviewSheet>;

/** 審査票: all that an underwriter weighs, judged as an approval of this moment would judge it. */
export async function readReviewSheet(
  db: Database,
  { actor, secondApprovalFrom }: { actor: string; secondApprovalFrom: Yen },
  application: Application,
  now: Date,
): Promise<Sheet> {
  const { requests, contractorId, works, underwriter } = application;
  const context = await loadContext(db, application, now);
  const { contractor, orderer } = context;
  const waiting = requests.filter(({ status }) => commandsIn(status).includes('approve'));
  const asked = waiting.reduce((sum, one) => sum + one.asked.amount, 0);
  const governing = governingOf(application, context);
  const names = await namesOf(
    db,
    [underwriter, ...requests.flatMap(whoDecided)].filter((who) => who !== null),
  );
  const attached = await attachedTypes(db, { applicationId: application.id });
  const notices = await db.select().from(feeNotices).where(eq(feeNotices.applicationId, application.id));
  const receipts = await db.select().from(feeReceipts).where(eq(feeReceipts.applicationId, application.id));

  const guarantees = requests.map(async (request): Promise<Sheet['guarantees'][number]> => {
    const { kind, status, referred, approved } = request;
    const barred = referred && !areTwoPeople(referred.by, actor) ? (['approve'] as const) : [];
    const notice = status === 'fee_due' ? notices.find((one) => one.kind === kind) : undefined;
    const receipt = receipts.find((one) => one.kind === kind);
    return {
      ...{ kind, status, commands: commandsIn(status, barred).filter((command) => !ofTheWhole.includes(command)) },
      limits: limitsOfRequest(application, request, context),
      papers: requiredAttachments[kind].map((group) => ({
        anyOf: [...group],
        present: group.some((type) => attached.includes(type)),
      })),
      needsSecondApproval: request.asked.amount >= secondApprovalFrom,
      firstApproval: referred && { by: names.get(referred.by)!, at: referred.at.toISOString() },
      approval: approved && { by: names.get(approved.by)!, at: approved.at.toISOString() },
      payBy: notice?.payBy ?? null,
      feeReceipt: receipt ? presentReceipt(receipt) : null,
      held:
        status === 'held' ? await readHeld(db, `${application.id}/${kind}`, { reason: request.message, actor }) : null,
    };
  });
  return {
    applicationId: application.id,
    contractor: { id: contractorId, name: contractor.name, lumpSumAgreement: contractor.lumpSumAgreement },
    credit: await readCredit(db, contractor, { asked, today: context.today }),
    orderer: { code: works.orderer, name: orderer.name },
    rules: {
      ...{ validFrom: governing.version?.validFrom ?? null, judgedOn: governing.judgedOn },
      source: governing.version?.rules.source ?? null,
    },
    ...{ claimedBy: underwriter && names.get(underwriter)!, mine: underwriter === actor },
    commands: ofTheWhole.filter((command) => requests.some(({ status }) => commandsIn(status).includes(command))),
    guarantees: await Promise.all(guarantees),
  };
}

/** What is done about an application, not about one of its guarantees. */
const ofTheWhole: Sheet['commands'] = ['claim', 'return'];

const whoDecided = ({ referred, approved }: GuaranteeRequest) => [referred?.by ?? null, approved?.by ?? null];

const governingOf = ({ works, submittedAt }: Application, context: ApplicationContext) =>
  governingRulesOf({
    ...{ works: works.facts, orderer: context.orderer, today: context.today },
    appliedOn: submittedAt ? todayInTokyo(submittedAt) : context.today,
  });

function limitsOfRequest(
  application: Application,
  { asked }: GuaranteeRequest,
  context: ApplicationContext,
): Sheet['guarantees'][number]['limits'] {
  const besides = application.requests.filter(isAlive).map((one) => one.asked);
  const governing = governingOf(application, context);
  return limitsOf(
    { works: application.works.facts, governing },
    { kind: asked.kind, amount: asked.amount, base: baseOf(asked) },
    alongside(asked, besides, context.others),
  );
}

const isAlive = ({ status }: GuaranteeRequest) => !['declined', 'withdrawn', 'voided'].includes(status);

const baseOf = (asked: AskedGuarantee) => ('fiscalYearBase' in asked ? asked.fiscalYearBase : null);

function presentReceipt(row: typeof feeReceipts.$inferSelect): NonNullable<Sheet['guarantees'][number]['feeReceipt']> {
  const { kind, amount, refundable, receivedOn, method, reference } = row;
  return { kind, amount, fee: amount - refundable, refundable, receivedOn, method, reference };
}
