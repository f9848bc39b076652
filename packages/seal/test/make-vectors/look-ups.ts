import { digestOf, type PartFacts, type RevisionFacts, type SealErrorCode } from '../../src/format.js';
import { makeDeposit } from '../deposits.js';
import { amended, first, original, testKeys } from '../world.js';
import { forgeJwe, forgeJws, partHeader } from './forge.js';
import type { AnyVector, Vectors } from './vector.js';

const made = await makeDeposit(original);
const { issuer, guaranteeNumber, kind, revision, type, status, statusFrom, keyGeneration } = made.envelope;
const row = { issuer, guaranteeNumber, kind, revision, type, status, statusFrom, keyGeneration };
const authenticationKey = testKeys.authenticationKeys.first;

/** What somebody can seal who has the key and the database, but no key of the issuer. */
function sealedByAKeyHolder(content: string, facts: Omit<PartFacts, 'part'>): string {
  const header = partHeader({ ...facts, part: 'certificate' }, digestOf(content));
  return forgeJwe({ header, content, sealingKey: first.sealingKey });
}

function lookUp(
  about: string,
  changes: Partial<RevisionFacts>,
  content: string,
  error: SealErrorCode,
): AnyVector<'invalid'> {
  const { kind: _kind, type: _type, ...facts } = { ...row, ...changes };
  const parts = { ...made.body.parts, certificate: sealedByAKeyHolder(content, facts) };
  return { about, operation: 'lookUp', input: { authenticationKey, parts, revision: { ...row, ...changes } }, error };
}

const jws = made.contents.certificate;

export const lookUpVectors: Vectors = {
  valid: {
    'look-up': {
      about: 'Certificate and PDF of a revision, opened with the key and compared with the row.',
      operation: 'lookUp',
      input: { authenticationKey, parts: made.body.parts, revision: row },
    },
  },
  invalid: {
    'look-up-restatused-by-a-key-holder': lookUp(
      'Header and row say void, sealed anew with the right key; the signed certificate says in_force.',
      { status: 'void' },
      jws,
      'certificate_differs',
    ),
    'look-up-of-an-older-certificate-as-a-newer-revision': lookUp(
      'Revision 0, sealed anew as revision 1.',
      { revision: 1, type: 'amendment' },
      jws,
      'certificate_differs',
    ),
    'look-up-of-another-kind': lookUp(
      'The row says 前払金保証.',
      { kind: 'advance_payment' },
      jws,
      'certificate_differs',
    ),
    'look-up-of-a-certificate-signed-by-a-stranger': lookUp(
      'Sealed with the right key, but not signed by the issuer.',
      {},
      forgeJws({ key: { ...testKeys.notPinned.envelope, purpose: 'certificate' }, payload: amended }),
      'unknown_key',
    ),
    'look-up-of-a-certificate-signed-by-envelope-key': lookUp(
      'Signed by the issuer, but not with its key for certificates.',
      {},
      forgeJws({ key: { ...testKeys.pinned.mihon.envelope, purpose: 'certificate' }, payload: original }),
      'wrong_key_purpose',
    ),
  },
};
