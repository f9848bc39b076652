import { type CalendarDay, type GuaranteeKind, type Tariff, todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { contractors } from '../db/tables.js';
import { type Terms, tariffInForce } from '../fees/tariff-in-force.js';
import { findOrderer, type Orderer } from '../orderers/store.js';

/** What an application is judged, priced and shown with: its orderer's rules, the rates and the company, of one day. */
export interface ApplicationContext {
  today: CalendarDay;
  orderer: Orderer;
  contractor: typeof contractors.$inferSelect;
  tariff: Tariff;
  terms: Record<GuaranteeKind, Terms>;
}

export async function loadContext(
  db: Database,
  { orderer: code, contractorId }: { orderer: string; contractorId: string },
  now: Date,
): Promise<ApplicationContext> {
  const today = todayInTokyo(now);
  const orderer = (await findOrderer(db, code))!;
  const [contractor] = await db.select().from(contractors).where(eq(contractors.id, contractorId));
  return { today, orderer, contractor: contractor!, ...(await tariffInForce(db, today)) };
}
