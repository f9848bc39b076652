import {
  authenticationKeyEntropyBytes,
  authenticationKeyFrom,
  type Certificate,
  feeFromLines,
  fiscalYearOf,
  type GuaranteeKind,
  type GuaranteeNumber,
  guaranteeNumberOf,
  Refusal,
  todayInTokyo,
} from '@e-surety/domain';
import { and, eq, sql } from 'drizzle-orm';
import type { GuaranteeRequest } from '../applications/application.js';
import { branchOnPaper } from '../applications/paper-sources.js';
import { findApplication } from '../applications/store.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import {
  applications,
  branches,
  contractors,
  counters,
  guaranteeRequests,
  guarantees,
  revisions,
} from '../db/tables.js';
import { recordStatement } from '../fees/record-statement.js';
import { feeStatementFacts } from '../fees/statement-facts.js';
import { findOrderer } from '../orderers/store.js';
import { guideFrom } from '../submission/guide-of.js';
import type { World } from '../world.js';
import { Held, heldByRefusal } from './held.js';
import { keyNoticeFacts, type OriginalSources, originalFacts } from './original-facts.js';

/**
 * Step 1: number, issue date, encrypted key and all facts, in one transaction and before anything is signed, so that a crash
 * leaves a record of what was meant. Done again, it finds the number that was drawn.
 */
export async function numberGuarantee(
  world: World,
  applicationId: string,
  kind: GuaranteeKind,
): Promise<GuaranteeNumber> {
  const now = world.now();
  return world.db.transaction(async (tx) => {
    const application = (await findApplication(tx, applicationId, { forUpdate: true }))!;
    const request = application.requests.find((one) => one.kind === kind)!;
    if (request.guaranteeNumber !== null) return request.guaranteeNumber as GuaranteeNumber;

    const issuedOn = todayInTokyo(now);
    const { contractorId, works } = application;
    const [contractor] = await tx.select().from(contractors).where(eq(contractors.id, contractorId));
    const [branch] = await tx.select().from(branches).where(eq(branches.id, application.branch));
    const orderer = await findOrderer(tx, works.orderer);
    const guaranteeNumber = await drawNumber(tx, world.issuer.numberPrefix, fiscalYearOf(issuedOn));
    const sources = {
      issuer: world.issuer,
      application,
      request,
      contractor: contractor!,
      orderer: orderer!,
      branch: branch!,
    };
    const certificate = soundFacts({ ...sources, issuedOn, guaranteeNumber });
    const electronic = request.asked.form === 'electronic';
    const guide = await guideFrom(tx, application, certificate);

    await tx.insert(guarantees).values({
      guaranteeNumber,
      applicationId,
      kind,
      contractorId,
      orderer: works.orderer,
      form: request.asked.form,
      statusFrom: certificate.statusFrom,
      periodFrom: certificate.period.from,
      periodTo: certificate.period.to,
      ...encryptedKey(world, request, guaranteeNumber),
      createdAt: now,
      updatedAt: now,
    });
    await tx.insert(revisions).values({
      guaranteeNumber,
      revision: 0,
      certificate,
      keyNotice: electronic
        ? keyNoticeFacts(certificate, { ...sources, issuedOn, guaranteeNumber }, world.dsure.publicUrl, guide)
        : null,
      createdAt: now,
    });
    await recordFee(tx, { ...sources, certificate }, now);
    await tx
      .update(guaranteeRequests)
      .set({ guaranteeNumber })
      .where(and(eq(guaranteeRequests.applicationId, applicationId), eq(guaranteeRequests.kind, kind)));
    await tx
      .update(applications)
      .set({ version: sql`${applications.version} + 1`, updatedAt: now })
      .where(eq(applications.id, applicationId));
    await recordAct(tx, { at: now, actor: 'issuance', act: 'number_guarantee', subject: guaranteeNumber });
    return guaranteeNumber;
  });
}

/** 保証料計算書, once its lines computed again have given the fee. */
async function recordFee(
  tx: Database,
  {
    application,
    request,
    branch,
    certificate,
  }: Omit<OriginalSources, 'issuedOn' | 'guaranteeNumber'> & { certificate: Certificate },
  now: Date,
): Promise<void> {
  const { fee } = request.approved!;
  if (feeFromLines(fee.lines) !== fee.amount) throw new Held('保証料の内訳が、保証料と一致しません。');
  const { contractorId } = application;
  const { feePayment: payment, paperFeeStatement: paper } = request.asked;
  const facts = feeStatementFacts(certificate, request, branchOnPaper(branch));
  const { revision } = certificate;
  const settled = { revision, concludedOn: null, contractorId, payment, paper };
  await recordStatement(tx, { type: 'fee', facts, ...settled }, now);
}

/** What no certificate can say is for a person to look at; the number is given back. */
function soundFacts(sources: OriginalSources): Certificate {
  try {
    return originalFacts(sources);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw heldByRefusal('電子証書', error);
  }
}

/** The next serial of the fiscal year; a rolled back transaction gives it back, so that none is missing. */
async function drawNumber(tx: Database, issuerPrefix: string, fiscalYear: number): Promise<GuaranteeNumber> {
  const [counter] = await tx
    .insert(counters)
    .values({ issuerPrefix, fiscalYear, lastSerial: 1 })
    .onConflictDoUpdate({
      target: [counters.issuerPrefix, counters.fiscalYear],
      set: { lastSerial: sql`${counters.lastSerial} + 1` },
    })
    .returning();
  return guaranteeNumberOf({ issuerPrefix, fiscalYear, serial: counter!.lastSerial });
}

function encryptedKey({ entropy, keyring }: World, { asked }: GuaranteeRequest, guaranteeNumber: GuaranteeNumber) {
  if (asked.form === 'paper') return {};
  const key = authenticationKeyFrom(entropy(authenticationKeyEntropyBytes));
  const { ciphertext, keyEncryptionKey } = keyring.encrypt(key, guaranteeNumber);
  return { keyCiphertext: ciphertext, keyEncryptionKey };
}
