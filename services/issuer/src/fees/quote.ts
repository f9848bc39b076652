import { computeFee, type GuaranteeOnWorks, rulesOn, shownRatio, todayInTokyo } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { ownWorks, worksOrWorksId } from '../applications/create-application.js';
import { limitFindings } from '../applications/limits-over-works.js';
import { presentFinding } from '../applications/present.js';
import type { Database } from '../db/database.js';
import { type Door, throughTheDoor } from '../door.js';
import { findKnownOrderer } from '../orderers/find-known.js';
import { countedOnWorks, otherGuaranteesOn } from '../works/guarantees-on-works.js';
import type { QuoteInput, QuoteSchema } from './schemas.js';
import { tariffInForce } from './tariff-in-force.js';

type Input = Static<typeof QuoteInput>;

/** Fee and ratio before anything is applied for, together with what is guaranteed of the works already; stores nothing. */
export async function quote(
  db: Database,
  applicant: Applicant,
  input: Input,
  now: Date,
): Promise<Static<typeof QuoteSchema>> {
  const today = todayInTokyo(now);
  const orderer = await findKnownOrderer(db, input.orderer, '/orderer');
  const governing = { version: rulesOn(orderer.history, today), judgedOn: today };
  const { tariff } = await tariffInForce(db, today);
  const chosen = input.worksId === undefined ? null : await ownWorks(db, input.worksId, applicant, orderer.code);
  const asked = throughTheDoor((door) => {
    worksOrWorksId(door, input);
    const { works } = input;
    return {
      works: works && { ...works, contractPrice: door.at('works').yen('contractPrice', works.contractPrice) },
      guarantees: input.guarantees.map((one, index) => parseAsked(door.at('guarantees').at(index), one)),
    };
  });
  const works = chosen?.facts ?? asked.works!;
  const others = chosen
    ? countedOnWorks(await otherGuaranteesOn(db, { worksId: chosen.id, applicationId: null }, today))
    : [];
  const guarantees = asked.guarantees.map(({ kind, amount, base }) => ({
    kind,
    amount,
    ratio: shownRatio({ amount, contractPrice: works.contractPrice, yearBase: base }),
    fee: computeFee(tariff, kind, amount),
  }));
  const warnings = asked.guarantees.flatMap((guarantee, index) => {
    const besides = asked.guarantees.filter((one) => one !== guarantee).map(onWorks);
    return limitFindings({ works, orderer, governing }, guarantee, [...others, ...besides], index).map(presentFinding);
  });
  return { orderer: orderer.code, tariffVersion: tariff.version, guarantees, warnings };
}

function parseAsked(door: Door, { kind, amount, base, year }: Input['guarantees'][number]) {
  const yearBase = base === null ? null : { year: year ?? null, amount: door.yen('base', base) };
  return { kind, amount: door.yen('amount', amount), base: yearBase };
}

const onWorks = ({ kind, amount, base }: ReturnType<typeof parseAsked>): GuaranteeOnWorks => ({
  ...{ kind, amount },
  fiscalYear: base?.year ?? null,
});
