import { type CalendarDay, type GuaranteeKind, type Tariff, todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { contractors } from '../db/tables.js';
import { type Terms, tariffInForce } from '../fees/tariff-in-force.js';
import { findOrderer, type Orderer } from '../orderers/store.js';
import { type OtherGuarantee, otherGuaranteesOn } from '../works/guarantees-on-works.js';
import type { Application } from './application.js';

/** What an application is judged, priced and shown with: its orderer's rules, the rates and the company, of one day. */
export interface ApplicationContext {
  today: CalendarDay;
  orderer: Orderer;
  contractor: typeof contractors.$inferSelect;
  tariff: Tariff;
  terms: Record<GuaranteeKind, Terms>;
  /** What other applications for the same works ask for or have got. */
  others: OtherGuarantee[];
}

export async function loadContext(
  db: Database,
  { id: applicationId, works, contractorId }: Pick<Application, 'id' | 'works' | 'contractorId'>,
  now: Date,
): Promise<ApplicationContext> {
  const today = todayInTokyo(now);
  const orderer = (await findOrderer(db, works.orderer))!;
  const [contractor] = await db.select().from(contractors).where(eq(contractors.id, contractorId));
  const others = await otherGuaranteesOn(db, { worksId: works.id, applicationId }, today);
  return { today, orderer, contractor: contractor!, others, ...(await tariffInForce(db, today)) };
}
