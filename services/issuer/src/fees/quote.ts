import { computeFee, percentOf, rulesOn, todayInTokyo } from '@e-surety/domain';
import type { Static } from 'typebox';
import { ratioFindings } from '../applications/findings.js';
import { presentFinding } from '../applications/present.js';
import type { Database } from '../db/database.js';
import { throughTheDoor } from '../door.js';
import { findKnownOrderer } from '../orderers/find-known.js';
import type { QuoteInput, QuoteSchema } from './schemas.js';
import { tariffInForce } from './tariff-in-force.js';

/** Fee and ratio before anything is applied for; stores nothing. */
export async function quote(
  db: Database,
  input: Static<typeof QuoteInput>,
  now: Date,
): Promise<Static<typeof QuoteSchema>> {
  const today = todayInTokyo(now);
  const orderer = await findKnownOrderer(db, input.orderer, '/orderer');
  const governing = { version: rulesOn(orderer.history, today), judgedOn: today };
  const { tariff } = await tariffInForce(db, today);
  const parsed = throughTheDoor((door) => ({
    works: { ...input.works, contractPrice: door.at('works').yen('contractPrice', input.works.contractPrice) },
    guarantees: input.guarantees.map(({ kind, amount, base }, index) => ({
      kind,
      amount: door.at('guarantees').at(index).yen('amount', amount),
      base: base === null ? null : door.at('guarantees').at(index).yen('base', base),
    })),
  }));
  const { works } = parsed;
  const guarantees = parsed.guarantees.map(({ kind, amount, base }) => ({
    kind,
    amount,
    ratio: {
      percent: percentOf(amount, base ?? works.contractPrice),
      of: base === null ? ('contractPrice' as const) : ('fiscalYearBase' as const),
    },
    fee: computeFee(tariff, kind, amount),
  }));
  const warnings = parsed.guarantees.flatMap((guarantee, index) =>
    ratioFindings({ works, orderer, governing }, guarantee, index).map(presentFinding),
  );
  return { orderer: orderer.code, tariffVersion: tariff.version, guarantees, warnings };
}
