import { type Certificate, contractAfter, planWith, yearBaseAfter } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { applications, guarantees, works } from '../db/tables.js';
import { replaceWorksFacts } from '../works/store.js';
import type { WorksFacts } from '../works/works.js';
import type { ChangeRequest } from './change-request.js';

/** What a change says of the works holds for the works: what is asked for later is judged by it, and says it too. */
export async function changeWorks(tx: Database, { asked }: ChangeRequest, certificate: Certificate): Promise<void> {
  const mended = asked.corrections.some(({ item }) => item.startsWith('/works/'));
  if (asked.contractChange === null && !mended) return;
  const [row] = await tx
    .select({ works })
    .from(guarantees)
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .innerJoin(works, eq(works.id, applications.worksId))
    .where(eq(guarantees.guaranteeNumber, certificate.guaranteeNumber))
    .for('update', { of: works });
  const { id, facts } = row!.works;
  await replaceWorksFacts(tx, id, mended ? worksMended(facts, asked) : worksChanged(facts, asked, certificate));
}

/** 変更契約. */
function worksChanged(facts: WorksFacts, asked: ChangeRequest['asked'], certificate: Certificate): WorksFacts {
  const { contractPrice, period } = contractAfter(certificate, asked);
  const base = asked.contractChange?.fiscalYearBase == null ? null : yearBaseAfter(certificate, asked);
  const fiscalYears = facts.fiscalYears && base ? planWith(facts.fiscalYears, base) : facts.fiscalYears;
  return { ...facts, contractPrice, period: { ...facts.period, to: period.to }, fiscalYears };
}

/** 訂正: of the items that it names, and of no other. */
function worksMended(facts: WorksFacts, { corrections }: ChangeRequest['asked']): WorksFacts {
  const mended = structuredClone(facts) as unknown as Record<string, unknown>;
  for (const { item, value } of corrections) {
    if (item === '/works/period/from') mended.period = { ...facts.period, from: value };
    else if (item.startsWith('/works/')) mended[item.slice('/works/'.length)] = value;
  }
  return mended as unknown as WorksFacts;
}
