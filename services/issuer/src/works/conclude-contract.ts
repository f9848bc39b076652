import { type CalendarDay, formatWareki, formatYen, todayInTokyo, worksLabels, type Yen } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { throughTheDoor } from '../door.js';
import { refuse } from '../refusals.js';
import { checkWorks } from './parse-works.js';
import type { ContractConclusion } from './schemas.js';
import { findWorksForUpdate, replaceWorksFacts, worksChanged } from './store.js';
import type { Works, WorksFacts } from './works.js';

interface Concluded {
  contractDate: CalendarDay;
  contractNumber: string | null;
  contractPrice: Yen;
  period: { from: CalendarDay; to: CalendarDay };
}

/**
 * Fills in date and number of a contract that was signed after its 契約保証 was asked for or issued; later certificates of the
 * works carry them. Nothing else may differ: another price or period is a change. Done again, it changes nothing.
 */
export async function concludeContract(
  db: Database,
  { actor, contractorId }: Applicant,
  id: string,
  input: Static<typeof ContractConclusion>,
  now: Date,
): Promise<Works> {
  const works = await findWorksForUpdate(db, id, contractorId);
  if (!works) throw refuse('works_not_found');
  const { concluded, facts } = throughTheDoor((door) => {
    const concluded: Concluded = {
      contractDate: door.day('contractDate', input.contractDate),
      contractNumber: input.contractNumber,
      contractPrice: door.yen('contractPrice', input.contractPrice),
      period: { from: door.day('period/from', input.period.from), to: door.day('period/to', input.period.to) },
    };
    const facts = { ...works.facts, ...pick(concluded) };
    if (concluded.contractDate > todayInTokyo(now)) {
      door.refuse('contractDate', 'in_the_future', '契約日がまだ来ていません', '今日以前の日');
    }
    checkWorks(door, facts);
    return { concluded, facts };
  });
  demandSameContract(works.facts, concluded);
  if (saysAll(works.facts, concluded)) return works;
  demandOpen(works.facts, concluded);
  await replaceWorksFacts(db, id, facts);
  await worksChanged(db, id, now);
  await recordAct(db, { at: now, actor, act: 'conclude_contract', subject: id, detail: pick(concluded) });
  return { ...works, facts };
}

const pick = ({ contractDate, contractNumber }: Concluded) => ({ contractDate, contractNumber });

function demandSameContract({ subject, contractPrice, period }: WorksFacts, concluded: Concluded): void {
  const labels = worksLabels[subject];
  const days = ({ from, to }: Concluded['period']) => `${formatWareki(from)}から${formatWareki(to)}まで`;
  const differing = [
    {
      pointer: '/contractPrice',
      same: concluded.contractPrice === contractPrice,
      detail: `${labels.contractPrice}${formatYen(concluded.contractPrice)}が、申込の${formatYen(contractPrice)}と違います。`,
    },
    {
      pointer: '/period',
      same: concluded.period.from === period.from && concluded.period.to === period.to,
      detail: `${labels.period}(${days(concluded.period)})が、申込の${days(period)}と違います。`,
    },
  ].filter(({ same }) => !same);
  if (differing.length === 0) return;
  const errors = differing.map(({ pointer, detail }) => ({
    ...{ pointer, in: 'body' as const, code: 'contract_differs', detail },
    expected: '申込と同じ内容。違う場合は保証内容の変更を申し込む',
  }));
  throw refuse('contract_differs', { detail: errors.map(({ detail }) => detail).join(' '), errors });
}

const saysAll = (facts: WorksFacts, { contractDate, contractNumber }: Concluded): boolean =>
  facts.contractDate === contractDate && facts.contractNumber === contractNumber;

/** What is known already stays as it is. */
function demandOpen(facts: WorksFacts, { contractDate, contractNumber }: Concluded): void {
  const dateStays = facts.contractDate === null || facts.contractDate === contractDate;
  const numberStays = facts.contractNumber === null || facts.contractNumber === contractNumber;
  if (dateStays && numberStays) return;
  const { contractDate: on, contractNumber: number } = facts;
  const known = [on && formatWareki(on), number && `契約番号 ${number}`].filter(Boolean).join('、');
  throw refuse('contract_already_concluded', {
    detail: `この工事の契約は、すでに別の内容で登録されています(${known})。`,
    facts: { contractDate: on, contractNumber: number },
  });
}
