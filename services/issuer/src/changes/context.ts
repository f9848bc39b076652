import { type Charge, movesContract, type Tariff, todayInTokyo } from '@e-surety/domain';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Application, AskedGuarantee } from '../applications/application.js';
import { type Finding, governingRulesOf } from '../applications/findings.js';
import { alongside } from '../applications/limits-over-works.js';
import { findApplication } from '../applications/store.js';
import { askedOn } from '../applications/works-frozen.js';
import type { Database } from '../db/database.js';
import { changeRequests, contractors } from '../db/tables.js';
import { tariffOfVersion } from '../fees/tariff-in-force.js';
import type { Guarantee } from '../guarantees/store.js';
import { findOrderer } from '../orderers/store.js';
import { refuse } from '../refusals.js';
import { otherGuaranteesOn } from '../works/guarantees-on-works.js';
import { findWorksForUpdate } from '../works/store.js';
import type { ChangeRequest } from './change-request.js';
import { worksAfter } from './change-works.js';
import { judgeChangeRequest } from './findings.js';
import { planFindings, yearFindings } from './year-findings.js';

/** What a change costs with: what was charged so far, and the tariff and way of payment that the guarantee was taken with. */
export interface ChargingContext {
  application: Application;
  asked: AskedGuarantee;
  charged: Charge;
  tariff: Tariff;
  lumpSumAgreement: boolean;
}

export async function loadCharging(db: Database, { row, fee }: Guarantee): Promise<ChargingContext> {
  const application = (await findApplication(db, row.applicationId, {}))!;
  const { asked } = application.requests.find(({ kind }) => kind === row.kind)!;
  const [contractor] = await db.select().from(contractors).where(eq(contractors.id, row.contractorId));
  return {
    ...{ application, asked },
    charged: (await chargedLast(db, row.guaranteeNumber)) ?? fee,
    tariff: await tariffOfVersion(db, fee.tariffVersion),
    lumpSumAgreement: contractor!.lumpSumAgreement,
  };
}

async function chargedLast(db: Database, guaranteeNumber: string): Promise<Charge | null> {
  const [last] = await db
    .select({ feeChange: changeRequests.feeChange })
    .from(changeRequests)
    .where(
      and(
        eq(changeRequests.guaranteeNumber, guaranteeNumber),
        eq(changeRequests.status, 'issued'),
        isNotNull(changeRequests.feeChange),
      ),
    )
    .orderBy(desc(changeRequests.revision))
    .limit(1);
  return last?.feeChange?.due ?? null;
}

/**
 * The works are locked, so that of two who ask at once the second sees the first. Judged by the orderer's rules of the day that
 * they name; what only warns is answered, what refuses is refused with each reason.
 */
export async function demandPossible(
  tx: Database,
  { row, latest }: Guarantee,
  asked: ChangeRequest['asked'],
  now: Date,
): Promise<Finding[]> {
  const today = todayInTokyo(now);
  const application = (await findApplication(tx, row.applicationId, {}))!;
  const orderer = (await findOrderer(tx, row.orderer))!;
  const { id: worksId, facts: works } = (await findWorksForUpdate(tx, application.works.id, row.contractorId))!;
  const governing = governingRulesOf({ works, orderer, appliedOn: today, today });
  const onWorks = await otherGuaranteesOn(tx, { worksId, applicationId: null }, today);
  const others = onWorks.filter(({ issued }) => issued?.guaranteeNumber !== row.guaranteeNumber);
  const own = application.requests.find(({ kind }) => kind === row.kind)!;
  const { certificate } = latest;
  const findings = [
    ...judgeChangeRequest({
      ...{ certificate, asked, lowBid: works.lowBid, orderer, governing, today },
      others: alongside(own.asked, [], others),
    }),
    ...(movesContract(asked) ? yearFindings(await askedOn(tx, worksId), worksAfter(works, asked, certificate)) : []),
    ...planFindings(works, asked, certificate),
  ];
  const errors = findings
    .filter(({ severity }) => severity === 'refusal')
    .map(({ pointer, code, detail }) => ({ pointer, in: 'body' as const, code, detail }));
  if (errors.length > 0)
    throw refuse('change_refused', { detail: errors.map(({ detail }) => detail).join(' '), errors });
  return findings;
}
