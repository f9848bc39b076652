import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import { type Database, isUniqueViolation } from '../db/database.js';
import { throughTheDoor } from '../door.js';
import { refuse } from '../refusals.js';
import { parseWorks } from '../works/parse-works.js';
import { replaceWorksFacts } from '../works/store.js';
import type { Application, GuaranteeRequest } from './application.js';
import { demandBranch } from './demand-branch.js';
import { externalReferenceTaken } from './external-reference-taken.js';
import { checkTogether, isOutsideWorks, parseGuarantees, parseParticulars } from './parse-application.js';
import type { ApplicationPatch } from './schemas.js';
import { saveApplication } from './store.js';
import { askedOn, freezesWorks } from './works-frozen.js';

/** Changes a draft, or an application that was returned; each member that is sent replaces the old one whole. */
export async function changeApplication(
  db: Database,
  applicant: Applicant,
  application: Application,
  patch: Static<typeof ApplicationPatch>,
  now: Date,
): Promise<Application> {
  const { requests, works } = application;
  if (!requests.every(({ status }) => status === 'draft' || status === 'returned')) {
    throw refuse('transition_not_allowed', { detail: '作成中か差戻しの申込だけが変更できます。' });
  }
  const others = patch.works ? await askedOn(db, works.id, { besides: application.id }) : [];
  if (others.some(({ status }) => freezesWorks(status))) throw refuse('works_frozen');
  if (patch.branch !== undefined) await demandBranch(db, patch.branch);
  const changed = throughTheDoor((door) => {
    const worksFacts = patch.works ? parseWorks(door.at('works'), patch.works) : works.facts;
    const guarantees = patch.guarantees
      ? parseGuarantees(door.at('guarantees'), patch.guarantees)
      : requests.map(({ asked }) => asked);
    checkTogether(door, worksFacts, guarantees);
    const unsent = others.filter(({ status }) => status === 'draft' || status === 'returned');
    if (unsent.some(({ asked }) => isOutsideWorks(asked, worksFacts))) {
      const detail = '同じ工事のほかの申込の今年度対象額が、この工期の外になります';
      door.at('works').refuse('period', 'fiscal_year_outside_works', detail, 'ほかの申込を先に変更するか取り下げる');
    }
    const facts = parseParticulars(door, { ...application.facts, ...patch }, guarantees);
    return { worksFacts, guarantees, facts };
  });
  const status = requests[0]!.status;
  const { worksFacts, guarantees, facts } = changed;
  if (patch.works) await replaceWorksFacts(db, works.id, worksFacts);
  await recordAct(db, { at: now, actor: applicant.actor, act: 'change_application', subject: application.id });
  try {
    return await db.transaction((tx) =>
      saveApplication(
        tx,
        {
          ...application,
          works: { ...works, facts: worksFacts },
          branch: patch.branch ?? application.branch,
          externalReference:
            patch.externalReference === undefined ? application.externalReference : patch.externalReference,
          facts,
          requests: guarantees.map(
            (asked): GuaranteeRequest => ({
              kind: asked.kind,
              asked,
              status,
              message: null,
              approved: null,
              referred: null,
              guaranteeNumber: null,
            }),
          ),
        },
        now,
      ),
    );
  } catch (error) {
    if (isUniqueViolation(error, 'applications_external_reference')) {
      const { createdBy } = application;
      throw await externalReferenceTaken(db, { createdBy, externalReference: patch.externalReference! });
    }
    throw error;
  }
}
