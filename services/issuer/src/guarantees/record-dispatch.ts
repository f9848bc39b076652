import { todayInTokyo } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { guarantees, paperDispatches } from '../db/tables.js';
import { throughTheDoor } from '../door.js';
import { refuse } from '../refusals.js';
import type { DispatchInput } from './schemas.js';
import type { Guarantee } from './store.js';

/** 証書(紙) of the newest revision was posted or handed over: it leaves the list of those that wait. */
export async function recordDispatch(
  tx: Database,
  actor: string,
  { row, latest }: Guarantee,
  input: Static<typeof DispatchInput>,
  now: Date,
): Promise<void> {
  if (row.form !== 'paper') throw refuse('not_paper');
  const dispatchedOn = throughTheDoor((door) => {
    const day = door.day('dispatchedOn', input.dispatchedOn);
    const { issuedOn } = latest.certificate;
    const today = todayInTokyo(now);
    if (day < issuedOn || day > today) {
      door.refuse(
        'dispatchedOn',
        'day_out_of_range',
        '発行日から今日までの日ではありません',
        `${issuedOn}から${today}まで`,
      );
    }
    return day;
  });
  const { guaranteeNumber } = row;
  const { method, reference } = input;
  const { revision } = latest;
  const recorded = await tx
    .insert(paperDispatches)
    .values({ guaranteeNumber, revision, method, dispatchedOn, reference, recordedBy: actor, recordedAt: now })
    .onConflictDoNothing()
    .returning();
  if (recorded.length === 0) throw refuse('already_dispatched');
  await tx.update(guarantees).set({ updatedAt: now }).where(eq(guarantees.guaranteeNumber, guaranteeNumber));
  const detail = { revision, method, dispatchedOn, reference };
  await recordAct(tx, { at: now, actor, act: 'record_dispatch', subject: guaranteeNumber, detail });
}
