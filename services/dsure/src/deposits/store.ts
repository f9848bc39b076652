import { type GuaranteeNumber, Refusal } from '@e-surety/domain';
import {
  type Deposit,
  type DepositEnvelope,
  type Digest,
  digestOf,
  type Envelope,
  type KeyReplacement,
  type KeyReplacementEnvelope,
  type Locator,
  partNames,
  type SealedParts,
} from '@e-surety/seal/format';
import type { ChainHead, DepositedRevision } from '@e-surety/seal/verify';
import { lockByName, type Transaction } from '@e-surety/service-kit/postgres';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type EnvelopeRow, envelopes, guarantees, locators, revisions, sealedParts, usedCalls } from '../db/tables.js';
import type { DsureRefusalCode } from '../refusals.js';
import type { Caller } from './issuer-call.js';

/** Longer than any call lives, whatever the clocks of several instances say. */
const forgetCallsAfter = '1 hour';

/** A call counts once. Stored with its effect: a call that was refused or lost half-way may be made again. */
export async function useCall(tx: Transaction, { issuer, jti, expiresAt }: Caller, now: Date): Promise<void> {
  const stored = await tx
    .insert(usedCalls)
    .values({ issuerId: issuer, jti, expiresAt })
    .onConflictDoNothing()
    .returning({ jti: usedCalls.jti });
  if (stored.length === 0) throw new Refusal<DsureRefusalCode>('call_already_used');
  await tx.execute(sql`
    delete from used_calls where ctid = any (array(
      select ctid from used_calls
      where expires_at < ${now.toISOString()}::timestamptz - ${forgetCallsAfter}::interval
      order by expires_at limit 20 for update skip locked))`);
}

/** One change of a guarantee at a time, from its very first: before that there is no row to lock. */
export async function lockGuarantee(tx: Transaction, guaranteeNumber: GuaranteeNumber): Promise<void> {
  await lockByName(tx, guaranteeNumber);
}

export async function depositEnvelopeAt(
  tx: Transaction,
  guaranteeNumber: GuaranteeNumber,
  revision: number,
): Promise<EnvelopeRow | undefined> {
  const at = and(
    eq(envelopes.guaranteeNumber, guaranteeNumber),
    eq(envelopes.purpose, 'deposit'),
    eq(envelopes.revision, revision),
  );
  return (await tx.select().from(envelopes).where(at))[0];
}

export async function replacementEnvelopeAt(
  tx: Transaction,
  guaranteeNumber: GuaranteeNumber,
  keyGeneration: number,
): Promise<EnvelopeRow | undefined> {
  const at = and(
    eq(envelopes.guaranteeNumber, guaranteeNumber),
    eq(envelopes.purpose, 'key_replacement'),
    eq(envelopes.keyGeneration, keyGeneration),
  );
  return (await tx.select().from(envelopes).where(at))[0];
}

export async function headOf(tx: Transaction, guaranteeNumber: GuaranteeNumber): Promise<ChainHead | null> {
  const [row] = await tx
    .select()
    .from(guarantees)
    .innerJoin(
      revisions,
      and(eq(revisions.guaranteeNumber, guarantees.guaranteeNumber), eq(revisions.revision, guarantees.revision)),
    )
    .innerJoin(locators, and(eq(locators.guaranteeNumber, guarantees.guaranteeNumber), isNull(locators.replacedAt)))
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
  if (!row) return null;
  const { guarantees: guarantee, revisions: newest, locators: inUse } = row;
  return {
    issuer: guarantee.issuerId,
    guaranteeNumber,
    kind: guarantee.kind,
    revision: guarantee.revision,
    status: newest.status,
    keyGeneration: guarantee.keyGeneration,
    locator: inUse.locator.toString('base64url') as Locator,
    digest: text(guarantee.envelopeDigest),
  };
}

export async function depositedRevisions(tx: Transaction, number: GuaranteeNumber): Promise<DepositedRevision[]> {
  const rows = await tx
    .select()
    .from(revisions)
    .where(eq(revisions.guaranteeNumber, number))
    .orderBy(revisions.revision);
  return rows.map(({ status, statusFrom, certificateDigest, pdfDigest }) => ({
    status,
    statusFrom,
    digests: { certificate: text(certificateDigest), pdf: text(pdfDigest) },
  }));
}

export async function addGuarantee(tx: Transaction, envelope: DepositEnvelope, compact: string): Promise<void> {
  const { guaranteeNumber, issuer, kind, revision, keyGeneration } = envelope;
  await tx.insert(guarantees).values({
    guaranteeNumber,
    issuerId: issuer,
    kind,
    revision,
    keyGeneration,
    envelopeDigest: bytes(digestOf(compact)),
  });
  await addLocator(tx, envelope);
}

export async function addRevision(tx: Transaction, envelope: DepositEnvelope, { parts }: Deposit, now: Date) {
  const { guaranteeNumber, revision, type, status, statusFrom, parts: digests } = envelope;
  await tx.insert(revisions).values({
    guaranteeNumber,
    revision,
    type,
    status,
    statusFrom,
    certificateDigest: bytes(digests.certificate.digest),
    pdfDigest: bytes(digests.pdf.digest),
    depositedAt: now,
  });
  await addSealedParts(tx, guaranteeNumber, revision, parts);
}

/** The old ciphertexts go and the old locator becomes a tombstone. */
export async function replaceSealedParts(
  tx: Transaction,
  envelope: KeyReplacementEnvelope,
  { revisions: resealed }: KeyReplacement,
  now: Date,
): Promise<void> {
  const { guaranteeNumber } = envelope;
  const inUse = and(eq(locators.guaranteeNumber, guaranteeNumber), isNull(locators.replacedAt));
  await tx.update(locators).set({ replacedAt: now }).where(inUse);
  await addLocator(tx, envelope);
  await tx.delete(sealedParts).where(eq(sealedParts.guaranteeNumber, guaranteeNumber));
  for (const [revision, parts] of resealed.entries()) await addSealedParts(tx, guaranteeNumber, revision, parts);
}

/** Keeps the envelope and makes it the head of its chain. The next reading is the first of what it brought. */
export async function addEnvelope(
  tx: Transaction,
  accepted: { envelope: Envelope; compact: string; kid: string; revision: number; now: Date },
): Promise<EnvelopeRow> {
  const { envelope, compact, kid, revision, now } = accepted;
  const { guaranteeNumber, keyGeneration, purpose } = envelope;
  const digest = bytes(digestOf(compact));
  await tx
    .update(guarantees)
    .set({ revision, keyGeneration, envelopeDigest: digest, viewedOn: null })
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
  const row: EnvelopeRow = {
    digest,
    guaranteeNumber,
    purpose,
    revision,
    keyGeneration,
    kid,
    envelope: compact,
    depositedAt: now,
  };
  await tx.insert(envelopes).values(row);
  return row;
}

/** A locator that leads, or once led, anywhere is never given a second meaning. */
async function addLocator(tx: Transaction, { locator, guaranteeNumber, keyGeneration }: Envelope): Promise<void> {
  const added = await tx
    .insert(locators)
    .values({ locator: bytes(locator), guaranteeNumber, keyGeneration })
    .onConflictDoNothing({ target: locators.locator })
    .returning({ keyGeneration: locators.keyGeneration });
  if (added.length === 0) throw new Refusal<DsureRefusalCode>('locator_taken', {}, '/envelope');
}

async function addSealedParts(tx: Transaction, guaranteeNumber: GuaranteeNumber, revision: number, parts: SealedParts) {
  const rows = partNames.map((part) => ({ guaranteeNumber, revision, part, sealed: parts[part] }));
  await tx.insert(sealedParts).values(rows);
}

const bytes = (base64url: string) => Buffer.from(base64url, 'base64url');
const text = (digest: Buffer) => digest.toString('base64url') as Digest;
