import { type Certificate, contractAfter, planWith, yearBaseAfter } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guarantees } from '../db/tables.js';
import { findWorksForUpdate, replaceWorksFacts, worksChanged } from '../works/store.js';
import type { WorksFacts } from '../works/works.js';
import type { ChangeRequest } from './change-request.js';

/**
 * What a change says of the works holds for the works: what is asked for later is judged by it, and says it too. Whoever has an
 * application for them before their eyes has to look again.
 */
export async function changeWorks(
  tx: Database,
  { asked }: ChangeRequest,
  certificate: Certificate,
  now: Date,
): Promise<void> {
  if (!saysOfWorks(asked)) return;
  const [of] = await tx
    .select({ worksId: applications.worksId, contractorId: applications.contractorId })
    .from(guarantees)
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .where(eq(guarantees.guaranteeNumber, certificate.guaranteeNumber));
  const { id, facts } = (await findWorksForUpdate(tx, of!.worksId, of!.contractorId))!;
  await replaceWorksFacts(tx, id, worksAfter(facts, asked, certificate));
  await worksChanged(tx, id, now);
}

const saysOfWorks = ({ contractChange, corrections }: ChangeRequest['asked']): boolean =>
  contractChange !== null || corrections.some(({ item }) => item.startsWith('/works/'));

/** The works as they will be once the change is made. */
export function worksAfter(facts: WorksFacts, asked: ChangeRequest['asked'], certificate: Certificate): WorksFacts {
  return asked.contractChange === null ? mended(facts, asked) : changed(facts, asked, certificate);
}

/** 変更契約. */
function changed(facts: WorksFacts, asked: ChangeRequest['asked'], certificate: Certificate): WorksFacts {
  const { contractPrice, period } = contractAfter(certificate, asked);
  return {
    ...facts,
    contractPrice,
    period: { ...facts.period, to: period.to },
    fiscalYears: planAfter(facts, asked, certificate),
  };
}

/** The plan that the change brings along; else the old one, with the year that the guarantee is for as it will be. */
function planAfter(
  { fiscalYears }: WorksFacts,
  asked: ChangeRequest['asked'],
  certificate: Certificate,
): WorksFacts['fiscalYears'] {
  if (fiscalYears === null) return null;
  if (asked.contractChange?.fiscalYears) return asked.contractChange.fiscalYears;
  const base = asked.contractChange?.fiscalYearBase == null ? null : yearBaseAfter(certificate, asked);
  return base ? planWith(fiscalYears, base) : fiscalYears;
}

/** 訂正: of the items that it names, and of no other. */
function mended(facts: WorksFacts, { corrections }: ChangeRequest['asked']): WorksFacts {
  const after = structuredClone(facts) as unknown as Record<string, unknown>;
  for (const { item, value } of corrections) {
    if (item === '/works/period/from') after.period = { ...facts.period, from: value };
    else if (item.startsWith('/works/')) after[item.slice('/works/'.length)] = value;
  }
  return after as unknown as WorksFacts;
}
