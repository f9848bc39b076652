import { calendarDay, guaranteeNumberOf } from '@e-surety/domain';
import {
  type Deposit,
  type DepositEnvelope,
  digestOf,
  type KeyReplacement,
  type KeyReplacementEnvelope,
  type ResealedRevision,
  type SealErrorCode,
} from '../../src/format.js';
import { sealPart } from '../../src/seal.js';
import type { ChainHead } from '../../src/verify.js';
import { makeDeposit, makeKeyReplacement } from '../deposits.js';
import { amended, cancelled, corrected, first, original, second, testKeys, voided } from '../world.js';
import { forgeJws, withHeader } from './forge.js';
import type { AnyVector, Vectors } from './vector.js';

const r0 = await makeDeposit(original);
const r1 = await makeDeposit(amended, { previous: r0.head.digest });
const r2 = await makeDeposit(corrected, { previous: r1.head.digest });
const replaced = await makeKeyReplacement([r0, r1, r2], { key: second });
const r3 = await makeDeposit(cancelled, { previous: replaced.head.digest, keyGeneration: 2, key: second });
const replacedAgain = await makeKeyReplacement([r0, r1, r2, r3], { key: first, keyGeneration: 3 });
const taken = await makeDeposit(voided, { previous: r0.head.digest });

const deposited = [r0.deposited, r1.deposited, r2.deposited];

function deposit(about: string, body: Deposit, head: ChainHead | null) {
  return { about, operation: 'deposit', input: { body, head } } as const;
}

function refused(about: string, body: Deposit, head: ChainHead | null, error: SealErrorCode): AnyVector<'invalid'> {
  return { ...deposit(about, body, head), error };
}

/** Revision 1 with parts that its envelope does not name. */
const withParts = (about: string, parts: Partial<Deposit['parts']>, error: SealErrorCode) =>
  refused(about, { ...r1.body, parts: { ...r1.body.parts, ...parts } }, r0.head, error);

/** Revision 1 with another envelope, signed as it should be. */
function withEnvelope(about: string, changes: Partial<DepositEnvelope>, error: SealErrorCode): AnyVector<'invalid'> {
  const envelope = forgeJws({ key: testKeys.pinned.mihon.envelope, payload: { ...r1.envelope, ...changes } });
  return refused(about, { ...r1.body, envelope }, r0.head, error);
}

function replacing(about: string, body: KeyReplacement, head: ChainHead, of = deposited) {
  return { about, operation: 'replaceKey', input: { body, head, deposited: of } } as const;
}

function replacingWith(
  about: string,
  changes: Partial<KeyReplacementEnvelope>,
  error: SealErrorCode,
): AnyVector<'invalid'> {
  const envelope = forgeJws({ key: testKeys.pinned.mihon.envelope, payload: { ...replaced.envelope, ...changes } });
  return { ...replacing(about, { ...replaced.body, envelope }, r2.head), error };
}

const { certificate, pdf } = r1.envelope.parts;
const { issuer, guaranteeNumber, keyGeneration, status, statusFrom } = r1.envelope;
const resealedPdf = sealPart(
  r1.contents.pdf,
  { issuer, guaranteeNumber, revision: 1, keyGeneration, status, statusFrom, part: 'pdf' },
  first.sealingKey,
);
const anotherNumber = guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 124 });

/** A key replacement that agrees with itself, but not with what revision 1 was deposited as. */
function restated(changes: Partial<Pick<ResealedRevision, 'status' | 'statusFrom'>>): KeyReplacement {
  const facts = { issuer, guaranteeNumber, revision: 1, keyGeneration: 2, status, statusFrom, ...changes };
  const parts = {
    certificate: sealPart(Buffer.from(r1.contents.certificate), { ...facts, part: 'certificate' }, second.sealingKey),
    pdf: sealPart(r1.contents.pdf, { ...facts, part: 'pdf' }, second.sealingKey),
  };
  const revisions = replaced.envelope.revisions.with(1, {
    status: facts.status,
    statusFrom: facts.statusFrom,
    parts: {
      certificate: { digest: certificate.digest, sealedDigest: digestOf(parts.certificate) },
      pdf: { digest: pdf.digest, sealedDigest: digestOf(parts.pdf) },
    },
  });
  const envelope = forgeJws({ key: testKeys.pinned.mihon.envelope, payload: { ...replaced.envelope, revisions } });
  return { envelope, revisions: replaced.body.revisions.with(1, parts) };
}

const changedContents = await makeKeyReplacement([r0, await makeDeposit(amended, { previous: r0.head.digest }), r2], {
  key: second,
});
const missingRevision = await makeKeyReplacement([r0, r1], { key: second });
const sameLocator = await makeKeyReplacement([r0, r1, r2], { key: first });
const thirdAtOnce = await makeKeyReplacement([r0, r1, r2], { key: second, keyGeneration: 3 });
const withNewKey = await makeDeposit(amended, { previous: r0.head.digest, key: second });
const underGeneration2 = await makeDeposit(amended, { previous: r0.head.digest, keyGeneration: 2, key: second });
const afterTheEnd = await makeDeposit(amended, { previous: taken.head.digest });

export const depositVectors: Vectors = {
  valid: {
    'deposit-1-original': deposit('The first of a chain.', r0.body, null),
    'deposit-2-amendment': deposit('It follows the original.', r1.body, r0.head),
    'deposit-3-correction': deposit('It follows the amendment.', r2.body, r1.head),
    'deposit-4-key-replacement': replacing(
      'The revisions so far, sealed anew under another key.',
      replaced.body,
      r2.head,
    ),
    'deposit-5-cancellation': deposit('It follows under the new key and ends the guarantee.', r3.body, replaced.head),
    'deposit-6-key-replacement-after-the-end': replacing(
      'A key can leak after the end, too.',
      replacedAgain.body,
      r3.head,
      [...deposited, r3.deposited],
    ),
    'deposit-void': deposit('It takes the original back.', taken.body, r0.head),
  },
  invalid: {
    'pdf-part-from-another-revision': withParts('The PDF of revision 0.', { pdf: r0.body.parts.pdf }, 'header_differs'),
    'parts-exchanged': withParts(
      'The certificate where the PDF belongs, and the other way round.',
      { certificate: r1.body.parts.pdf, pdf: r1.body.parts.certificate },
      'header_differs',
    ),
    'part-from-another-key-generation': withParts(
      'Sealed anew under the next key.',
      { pdf: replaced.body.revisions[1]!.pdf },
      'header_differs',
    ),
    'header-restatused': withParts(
      'The header of a part says void, its envelope in_force.',
      { certificate: withHeader(r1.body.parts.certificate, { status: 'void' }) },
      'header_differs',
    ),
    'part-sealed-again-after-signing': withParts(
      'The same content under another IV: not the bytes that were signed.',
      { pdf: resealedPdf },
      'sealed_digest_differs',
    ),
    'envelope-that-names-other-content': withEnvelope(
      'The digest in the header is not the one that is signed.',
      { parts: { certificate: { ...certificate, digest: digestOf('something else') }, pdf } },
      'digest_differs',
    ),
    'key-replacement-sent-as-deposit': refused(
      'Its envelope is of the other purpose.',
      { envelope: replaced.body.envelope, parts: replaced.body.revisions[0]! },
      r2.head,
      'wrong_purpose',
    ),
    'first-deposit-is-not-the-original': refused(
      'D-Sure knows nothing of the guarantee yet.',
      r1.body,
      null,
      'revision_out_of_sequence',
    ),
    'revision-skipped': refused('Revision 2 after revision 0.', r2.body, r0.head, 'revision_out_of_sequence'),
    'revision-repeated': refused('Revision 1 after revision 2.', r1.body, r2.head, 'revision_out_of_sequence'),
    'deposit-under-an-outdated-key-generation': refused(
      'The key was replaced while the revision was under way.',
      r1.body,
      { ...replaced.head, revision: 0 },
      'key_generation_outdated',
    ),
    'deposit-under-a-key-generation-to-come': refused(
      'A key is replaced by its own call, not by a deposit.',
      underGeneration2.body,
      r0.head,
      'key_generation_out_of_sequence',
    ),
    'deposit-under-another-locator': refused(
      'The holder of the key would not find it.',
      withNewKey.body,
      r0.head,
      'locator_differs',
    ),
    'chain-with-another-envelope-before': withEnvelope(
      'previous names an envelope that D-Sure does not have.',
      { previous: digestOf('another envelope') },
      'chain_broken',
    ),
    'kind-changed': withEnvelope(
      'A guarantee keeps its kind for life.',
      { kind: 'advance_payment' },
      'guarantee_differs',
    ),
    'issuer-changed': refused(
      'The chain belongs to another issuer.',
      r1.body,
      { ...r0.head, issuer: 'hikaku' },
      'guarantee_differs',
    ),
    'guarantee-changed': refused(
      'The chain belongs to another guarantee.',
      r1.body,
      { ...r0.head, guaranteeNumber: anotherNumber },
      'guarantee_differs',
    ),
    'amendment-after-cancellation': refused(
      'What has ended is not revised.',
      r1.body,
      { ...r0.head, status: 'cancelled' },
      'guarantee_ended',
    ),
    'amendment-after-void': refused(
      'What has ended is not revised.',
      afterTheEnd.body,
      { ...taken.head, revision: 0 },
      'guarantee_ended',
    ),

    'deposit-sent-as-key-replacement': {
      ...replacing(
        'Its envelope is of the other purpose.',
        { envelope: r1.body.envelope, revisions: [r1.body.parts] },
        r0.head,
      ),
      error: 'wrong_purpose',
    },
    'key-replacement-without-the-newest-revision': {
      ...replacing('All revisions are sealed anew, or none.', missingRevision.body, {
        ...r2.head,
        digest: r1.head.digest,
      }),
      error: 'revisions_differ',
    },
    'key-replacement-with-fewer-parts-than-signed': {
      ...replacing(
        'A revision is missing from the body.',
        { ...replaced.body, revisions: replaced.body.revisions.slice(0, 2) },
        r2.head,
      ),
      error: 'revisions_differ',
    },
    'key-replacement-with-revisions-exchanged': {
      ...replacing(
        'Revision 1 where revision 0 belongs.',
        { ...replaced.body, revisions: replaced.body.revisions.toReversed() },
        r2.head,
      ),
      error: 'header_differs',
    },
    'key-replacement-with-another-certificate': {
      ...replacing('Revision 1 was signed again: only the key may change.', changedContents.body, r2.head),
      error: 'revisions_differ',
    },
    'key-replacement-that-restatuses': replacingWith(
      'Revision 1 is said to be void; its parts say in_force.',
      {
        revisions: replaced.envelope.revisions.map((revision, r) =>
          r === 1 ? { ...revision, status: 'void' } : revision,
        ),
      },
      'header_differs',
    ),
    'key-replacement-that-restatuses-parts-and-envelope': {
      ...replacing(
        'Parts and envelope agree that revision 1 is void, but it was deposited as in_force.',
        restated({ status: 'void' }),
        r2.head,
      ),
      error: 'revisions_differ',
    },
    'key-replacement-that-moves-the-day-of-a-status': {
      ...replacing(
        'Parts and envelope agree on another statusFrom than was deposited.',
        restated({ statusFrom: calendarDay('2026-11-06') }),
        r2.head,
      ),
      error: 'revisions_differ',
    },
    'key-replacement-under-the-same-locator': {
      ...replacing('The leaked key would still open it.', sameLocator.body, r2.head),
      error: 'locator_unchanged',
    },
    'key-replacement-that-skips-a-generation': {
      ...replacing('Generation 3 after 1.', thirdAtOnce.body, r2.head),
      error: 'key_generation_out_of_sequence',
    },
    'key-replacement-of-a-generation-that-is-there': {
      ...replacing('Somebody else replaced the key first.', replaced.body, { ...r2.head, keyGeneration: 2 }),
      error: 'key_generation_outdated',
    },
    'key-replacement-with-another-envelope-before': replacingWith(
      'previous names an envelope that D-Sure does not have.',
      { previous: digestOf('another envelope') },
      'chain_broken',
    ),
  },
};
