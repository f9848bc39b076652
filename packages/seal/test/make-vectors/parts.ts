import { digestOf, type PartFacts, type SealErrorCode } from '../../src/format.js';
import { makeDeposit } from '../deposits.js';
import { amended, first, original, publicHalf, second, testKeys } from '../world.js';
import { type ForgedJwe, flipFirstBit, forgeJwe, partHeader, setUnusedBit, withHeader, withSegment } from './forge.js';
import type { AnyVector, Vectors } from './vector.js';

const deposit = await makeDeposit(original);
const later = await makeDeposit(amended, { previous: deposit.head.digest });
const { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom } = deposit.envelope;
const facts = { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom };
const expected: PartFacts = { ...facts, part: 'certificate' };
const { certificate: jwe, pdf } = deposit.body.parts;
const content = deposit.contents.certificate;
const header = partHeader(expected, digestOf(content));

function opening(about: string, part: string, as: PartFacts = expected) {
  const sealingKey = Buffer.from(first.sealingKey).toString('base64url');
  return { about, operation: 'openPart', input: { jwe: part, sealingKey, expected: as } } as const;
}

function refused(about: string, part: string, error: SealErrorCode): AnyVector<'invalid'> {
  return { ...opening(about, part), error };
}

function forged(about: string, changes: Partial<ForgedJwe>, error: SealErrorCode): AnyVector<'invalid'> {
  return refused(about, forgeJwe({ header, content, sealingKey: first.sealingKey, ...changes }), error);
}

const headerWith = (about: string, members: object, error: SealErrorCode) =>
  forged(about, { header: { ...header, ...members } }, error);

export const partVectors: Vectors = {
  valid: {
    'part-certificate': opening('The certificate JWS of revision 0.', jwe),
    'part-pdf': opening('Its PDF (a stand-in).', pdf, { ...facts, part: 'pdf' }),
    'part-sealed-again': opening(
      'The same content under another IV.',
      forgeJwe({ header, content, sealingKey: first.sealingKey }),
    ),
  },
  invalid: {
    'part-alg-a256kw': headerWith('dir is the only algorithm.', { alg: 'A256KW' }, 'algorithm_refused'),
    'part-enc-a128gcm': headerWith('A256GCM is the only encryption.', { enc: 'A128GCM' }, 'algorithm_refused'),
    'part-typ-missing': headerWith('A part says that it is one.', { typ: undefined }, 'wrong_type'),
    'part-of-a-format-to-come': headerWith(
      'A reader refuses a format that it does not know.',
      { format: 'esurety-part/2' },
      'format_unknown',
    ),
    'part-with-jwk-in-header': headerWith(
      'No key stands in a header.',
      { jwk: publicHalf(testKeys.pinned.mihon.envelope) },
      'key_in_header',
    ),
    'part-with-crit-in-header': headerWith('Extensions are refused.', { crit: ['part'] }, 'critical_extension'),
    'part-with-zip-in-header': headerWith('Nothing is compressed.', { zip: 'DEF' }, 'member_invalid'),
    'part-without-status': headerWith('Nothing may be left out.', { status: undefined }, 'member_invalid'),
    'part-of-unknown-name': headerWith('certificate or pdf.', { part: 'receipt' }, 'member_invalid'),
    'part-header-with-white-space': forged(
      'JSON has one spelling.',
      { header: JSON.stringify(header).replace(',', ', ') },
      'malformed',
    ),
    'part-whose-digest-is-of-other-content': headerWith(
      'Who has the key sealed something else than the header says.',
      { digest: digestOf('something else') },
      'digest_differs',
    ),
    'part-with-an-encrypted-key': forged('With dir there is none.', { encryptedKey: Buffer.alloc(40) }, 'malformed'),
    'part-with-an-iv-of-16-bytes': forged('An IV has 12 bytes.', { ivBytes: 16 }, 'malformed'),
    'part-with-a-tag-of-8-bytes': forged('A tag has 16 bytes.', { tagBytes: 8 }, 'malformed'),
    'part-of-four-segments': refused('The tag is missing.', jwe.slice(0, jwe.lastIndexOf('.')), 'malformed'),
    'part-of-six-segments': refused('Something follows the tag.', `${jwe}.AAAA`, 'malformed'),
    'part-whose-tag-has-an-unused-bit-set': refused(
      'Other text for the same bytes.',
      withSegment(jwe, 4, setUnusedBit),
      'malformed',
    ),
    'part-with-a-flipped-bit-in-its-iv': refused('One bit.', withSegment(jwe, 2, flipFirstBit), 'cannot_open'),
    'part-with-a-flipped-bit-in-its-content': refused('One bit.', withSegment(jwe, 3, flipFirstBit), 'cannot_open'),
    'part-with-a-flipped-bit-in-its-tag': refused('One bit.', withSegment(jwe, 4, flipFirstBit), 'cannot_open'),
    'part-sealed-with-another-key': forged(
      'Perhaps of an earlier key generation, under the header of this one.',
      { sealingKey: second.sealingKey },
      'cannot_open',
    ),
    'part-restatused-in-its-header': refused(
      'Revision 0, said to be void; the row still says in_force.',
      withHeader(jwe, { status: 'void' }),
      'header_differs',
    ),
    'part-restatused-in-header-and-row': {
      ...opening(
        'Header and row agree that it is void, but the tag covers the header.',
        withHeader(jwe, { status: 'void' }),
        {
          ...expected,
          status: 'void',
        },
      ),
      error: 'cannot_open',
    },
    'part-of-an-earlier-revision': {
      ...opening('Revision 0 is served in place of revision 1.', jwe, { ...expected, revision: 1 }),
      error: 'header_differs',
    },
    'part-of-a-later-revision': refused(
      'Revision 1 is served in place of revision 0.',
      later.body.parts.certificate,
      'header_differs',
    ),
    'part-of-an-earlier-key-generation': {
      ...opening('A row of generation 2 with the part of generation 1.', jwe, { ...expected, keyGeneration: 2 }),
      error: 'header_differs',
    },
    'part-exchanged-with-the-pdf': refused('The PDF is served in place of the certificate.', pdf, 'header_differs'),
  },
};
