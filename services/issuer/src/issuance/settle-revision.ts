import { deriveFromKey } from '@e-surety/seal/derive';
import { type Deposit, type Digest, digestOf } from '@e-surety/seal/format';
import { sealDeposit } from '@e-surety/seal/seal';
import { signEnvelope } from '@e-surety/seal/sign';
import { and, eq } from 'drizzle-orm';
import { concludeChange } from '../changes/conclude-change.js';
import { holdChange } from '../changes/hold-change.js';
import type { Database } from '../db/database.js';
import { guarantees, revisionProducts, revisions } from '../db/tables.js';
import type { GuaranteeRow } from '../guarantees/store.js';
import type { World } from '../world.js';
import { concludeIssue } from './conclude-issue.js';
import { depositRevision } from './deposit-revision.js';
import { Held } from './held.js';
import { holdIssue } from './hold-issue.js';
import { makeOnce } from './products.js';
import type { ReadyRevision } from './ready-revision.js';

/** Steps 4 to 6 of one revision: sealed, put, concluded. What D-Sure refuses is held until a person has looked. */
export async function settleRevision(
  world: World,
  tx: Database,
  guarantee: GuaranteeRow,
  ready: ReadyRevision,
): Promise<void> {
  const { certificate, of } = ready;
  const now = world.now();
  try {
    const deposited = guarantee.form === 'electronic' ? await deposit(world, guarantee, ready) : null;
    await confirm(tx, ready, deposited, now);
    if ('changeRequestId' in of) await concludeChange(tx, of.changeRequestId, certificate, now);
    else await concludeIssue(tx, { ...of, guaranteeNumber: certificate.guaranteeNumber, form: guarantee.form }, now);
    const type = certificate.revision === 0 ? 'original' : 'change';
    world.metrics?.issued.inc({ kind: certificate.kind, form: guarantee.form, type });
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    await forgetDeposit(tx, ready);
    const reason = error.message;
    if ('changeRequestId' in of) await holdChange(tx, { id: of.changeRequestId, reason }, now);
    else await holdIssue(tx, { ...of, reason }, now);
  }
}

async function deposit(
  world: World,
  guarantee: GuaranteeRow,
  { certificate, jws, pdf }: ReadyRevision,
): Promise<{ confirmation: unknown; envelope: Digest }> {
  const bytes = await makeOnce(world.db, certificate, 'deposit', world.now, async () => {
    const { keyGeneration, chainHead: previous } = guarantee;
    const key = world.keyring.decrypt(
      { ciphertext: guarantee.keyCiphertext!, keyEncryptionKey: guarantee.keyEncryptionKey! },
      certificate.guaranteeNumber,
    );
    const contents = { certificate: jws.toString('ascii'), pdf };
    const facts = { keyGeneration, previous, sealedAt: world.now() };
    const { envelope, parts } = sealDeposit(contents, facts, deriveFromKey(key));
    const body: Deposit = { envelope: await signEnvelope(envelope, world.signingKeys.envelope), parts };
    return Buffer.from(JSON.stringify(body));
  });
  const body = JSON.parse(bytes.toString()) as Deposit;
  return { confirmation: await depositRevision(world, certificate, body), envelope: digestOf(body.envelope) };
}

/** From here on the revision is what the guarantee says. */
async function confirm(
  tx: Database,
  { certificate }: ReadyRevision,
  deposited: { confirmation: unknown; envelope: Digest } | null,
  now: Date,
): Promise<void> {
  const { guaranteeNumber, revision, status, statusFrom, period } = certificate;
  await tx
    .update(revisions)
    .set({ confirmation: deposited?.confirmation ?? null, confirmedAt: deposited === null ? null : now })
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, revision)));
  await tx
    .update(guarantees)
    .set({
      ...{ revision, status, statusFrom, periodFrom: period.from, periodTo: period.to, updatedAt: now },
      ...(revision === 0 && { issuedAt: now }),
      ...(deposited && { chainHead: deposited.envelope }),
    })
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
}

/** What was refused is nowhere: it is sealed anew, in whatever place of the chain it then takes. */
async function forgetDeposit(
  tx: Database,
  { certificate: { guaranteeNumber, revision } }: ReadyRevision,
): Promise<void> {
  await tx
    .delete(revisionProducts)
    .where(
      and(
        eq(revisionProducts.guaranteeNumber, guaranteeNumber),
        eq(revisionProducts.revision, revision),
        eq(revisionProducts.product, 'deposit'),
      ),
    );
}
