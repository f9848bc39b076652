import {
  type Certificate,
  chargeFromLines,
  Refusal,
  reviseCertificate,
  revisionOf,
  type SubmissionGuide,
  submissionGuideLines,
  todayInTokyo,
} from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import { everything } from '../accounts/caller.js';
import { findApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import { changeRequests, revisions } from '../db/tables.js';
import type { KeyNoticeFacts } from '../guarantees/key-notice-facts.js';
import { findGuarantee, findRevision } from '../guarantees/store.js';
import { Held, heldByRefusal } from '../issuance/held.js';
import { guideFrom } from '../submission/guide-of.js';
import type { World } from '../world.js';
import type { ChangeRequest } from './change-request.js';
import { lockChange } from './store.js';

/**
 * Step 1 of a change: the facts of revision n, fixed in one transaction before anything is signed. Done again, it finds those
 * that were fixed; null where the change is no longer being issued.
 */
export async function numberRevision(world: World, changeRequestId: string): Promise<Certificate | null> {
  const now = world.now();
  return world.db.transaction(async (tx) => {
    const change = await lockChange(tx, changeRequestId);
    if (change.status !== 'issuing') return null;
    const { guaranteeNumber } = change;
    if (change.revision !== null) return (await findRevision(tx, guaranteeNumber, change.revision))!.certificate;

    const { row, latest } = (await findGuarantee(tx, guaranteeNumber, everything))!;
    demandSoundCharge(change);
    const certificate = revised(latest.certificate, change, now);
    const { revision } = certificate;
    const application = (await findApplication(tx, row.applicationId, {}))!;
    const guide = await guideFrom(tx, application, certificate);
    const keyNotice = latest.keyNotice && keyNoticeAfter(latest.keyNotice, certificate, guide);
    await tx.insert(revisions).values({ guaranteeNumber, revision, certificate, keyNotice, createdAt: now });
    await tx.update(changeRequests).set({ revision }).where(eq(changeRequests.id, change.id));
    const detail = { changeRequestId, revision };
    await recordAct(tx, { at: now, actor: 'issuance', act: 'number_revision', subject: guaranteeNumber, detail });
    return certificate;
  });
}

/** As for a first fee: what its own lines contradict is for a person to look at. */
function demandSoundCharge({ feeChange }: ChangeRequest): void {
  if (feeChange === null) return;
  const { charged, due, amount } = feeChange;
  const sound = [charged, due].every((charge) => chargeFromLines(charge.lines) === charge.amount);
  if (!sound || Math.abs(due.amount - charged.amount) !== amount) {
    throw new Held('変更後の保証料の内訳が、保証料と一致しません。');
  }
}

/** What no certificate can say is for a person to look at. */
function revised(latest: Certificate, { asked }: ChangeRequest, now: Date): Certificate {
  try {
    return reviseCertificate(latest, revisionOf(asked, todayInTokyo(now)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw heldByRefusal('変更後の電子証書', error);
  }
}

/** The same key, 変更第n回. Where to use it and whom to ask stay as they were. */
function keyNoticeAfter(before: KeyNoticeFacts, certificate: Certificate, guide: SubmissionGuide): KeyNoticeFacts {
  const { issuedOn, amendments, orderer, contractor, works } = certificate;
  return {
    ...before,
    ...{ issuedOn, amendments, contractor: { name: contractor.name } },
    orderer: { name: orderer.name, addressee: orderer.signatory?.title ?? orderer.name },
    works: { subject: works.subject, name: works.name, number: works.number },
    submissionGuide: { lines: submissionGuideLines(guide) },
  };
}
