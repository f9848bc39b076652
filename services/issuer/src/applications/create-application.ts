import { invalidField } from '@e-surety/service-kit/problems';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import { type Database, isUniqueViolation } from '../db/database.js';
import { applications } from '../db/tables.js';
import { type Door, throughTheDoor } from '../door.js';
import { findKnownOrderer } from '../orderers/find-known.js';
import { parseWorks } from '../works/parse-works.js';
import { findWorks, insertWorks } from '../works/store.js';
import type { Works } from '../works/works.js';
import type { Application, GuaranteeRequest } from './application.js';
import { demandBranch } from './demand-branch.js';
import { externalReferenceTaken } from './external-reference-taken.js';
import { checkTogether, parseGuarantees, parseParticulars } from './parse-application.js';
import type { ApplicationInput } from './schemas.js';
import { saveRequests } from './store.js';

/** 申込作成: a draft; nothing is decided yet, but what cannot be read is refused and nothing of it is stored. */
export async function createApplication(
  db: Database,
  applicant: Applicant,
  input: Static<typeof ApplicationInput>,
  now: Date,
): Promise<Application> {
  const orderer = await findKnownOrderer(db, input.orderer, '/orderer');
  await demandBranch(db, input.branch);
  const chosen = input.worksId === undefined ? null : await ownWorks(db, input.worksId, applicant, orderer.code);
  const parsed = throughTheDoor((door) => {
    worksOrWorksId(door, input);
    const guarantees = parseGuarantees(door.at('guarantees'), input.guarantees);
    const works = input.works ? parseWorks(door.at('works'), input.works) : chosen?.facts;
    if (works) checkTogether(door, works, guarantees);
    return { works, guarantees, facts: parseParticulars(door, input, guarantees) };
  });
  const { contractorId, actor } = applicant;
  const works =
    chosen ?? (await insertWorks(db, { contractorId, orderer: orderer.code, facts: parsed.works!, createdAt: now }));
  const row = await insertApplication(db, {
    contractorId,
    worksId: works.id,
    branch: input.branch,
    facts: parsed.facts,
    externalReference: input.externalReference,
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
  });
  const requests = parsed.guarantees.map(
    (asked): GuaranteeRequest => ({
      kind: asked.kind,
      asked,
      status: 'draft',
      message: null,
      approved: null,
      referred: null,
      guaranteeNumber: null,
    }),
  );
  await saveRequests(db, row.id, requests);
  await recordAct(db, { at: now, actor, act: 'create_application', subject: row.id });
  return { ...row, works, requests };
}

export function worksOrWorksId(door: Door, { works, worksId }: { works?: unknown; worksId?: unknown }): void {
  if ((works === undefined) !== (worksId === undefined)) return;
  const expected = '新しい工事は works、登録済みの工事は worksId';
  door.refuse('works', 'works_or_works_id', 'works と worksId のどちらか一方が必要です', expected);
}

export async function ownWorks(db: Database, id: string, { contractorId }: Applicant, orderer: string): Promise<Works> {
  const works = await findWorks(db, id, { contractorId, branches: null });
  if (works?.orderer === orderer) return works;
  const detail = works ? '請負工事の発注者が、申込の発注者と違います。' : 'この請負工事は登録されていません。';
  throw invalidField('/worksId', 'unknown_works', detail, 'GET /v1/works にある id');
}

async function insertApplication(db: Database, row: typeof applications.$inferInsert) {
  try {
    // A savepoint, so that a refusal leaves the caller's transaction usable.
    const [inserted] = await db.transaction((tx) => tx.insert(applications).values(row).returning());
    return inserted!;
  } catch (error) {
    if (isUniqueViolation(error, 'applications_external_reference')) {
      throw await externalReferenceTaken(db, { createdBy: row.createdBy, externalReference: row.externalReference! });
    }
    throw error;
  }
}
