import { randomUUID } from 'node:crypto';
import { type Certificate, calendarDay as day, reviseCertificate, yen } from '@e-surety/domain';
import { signCall, signEnvelope } from '@e-surety/seal/sign';
import { verifyCall } from '@e-surety/seal/verify';
import t from 'tap';
import { depositRevision } from '../src/deposits/deposit-revision.js';
import { setKeyStatus } from '../src/issuers/set-key-status.js';
import { pinnedKeys } from '../src/issuers/store.js';
import {
  deposited,
  dump,
  type MadeRevision,
  makeReplacement,
  makeRevision,
  newCertificate,
  newIssuer,
  newKey,
  publicUrl,
  startWorld,
  worksName,
} from './world.js';

const world = await startWorld(t);
const { mihon, hikaku, inject, clock } = world;

type Answer = Awaited<ReturnType<typeof inject>>;
const codeOf = (answer: Answer) => (answer.json() as { code: string }).code;
const said = (answer: Answer) => `${answer.statusCode} ${answer.statusCode < 300 ? '' : codeOf(answer)}`.trim();

function amended(certificate: Certificate, times = 1): Certificate {
  if (times === 0) return certificate;
  const once = reviseCertificate(certificate, {
    type: 'amendment',
    issuedOn: day('2026-12-10'),
    effectiveOn: day('2026-12-10'),
    reason: '設計変更',
    changes: { amount: yen(certificate.amount - 1_000_000) },
  });
  return amended(once, times - 1);
}

const ended = (certificate: Certificate, type: 'cancellation' | 'void') =>
  reviseCertificate(certificate, {
    type,
    issuedOn: day('2027-01-15'),
    effectiveOn: day('2027-02-01'),
    reason: '請負契約の解除',
  });

type Deposited = Awaited<ReturnType<typeof deposited>>;
const after = ({ key }: Deposited, before: MadeRevision, certificate: Certificate) =>
  makeRevision(mihon, certificate, key, { previous: before.digest });

t.test('a first deposit is confirmed, and its repetition gets the same bytes', async (t) => {
  const { made, answer } = await deposited(mihon);
  clock.now = new Date('2026-11-22T01:01:00Z');
  const repeated = await mihon.put(made.path, made.body);
  t.equal(repeated.statusCode, 200);
  t.equal(repeated.body, answer.body);
  t.match(answer.json(), { revision: 0, keyGeneration: 1, envelopeDigest: made.digest });
  const { guaranteeNumber } = made.certificate;
  const typed = await mihon.put(`${encodeURIComponent(wide(guaranteeNumber))}/revisions/0`, made.body);
  t.equal(typed.body, answer.body, 'the number may be written in any width and without hyphens');
});
const wide = (number: string) =>
  number.replaceAll('-', '').replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));

t.test('other bytes in the same place are refused, though they say the same', async (t) => {
  const { made, key } = await deposited(mihon);
  const sealedAgain = await makeRevision(mihon, made.certificate, key);
  t.equal(said(await mihon.put(made.path, sealedAgain.body)), '409 other_bytes_deposited');
});

t.test('revisions of every type follow one another without gaps, until the end', async (t) => {
  const first = await deposited(mihon);
  const second = await after(first, first.made, amended(first.made.certificate));
  const corrected = reviseCertificate(second.certificate, {
    type: 'correction',
    issuedOn: day('2026-12-14'),
    effectiveOn: day('2026-12-14'),
    reason: '工事番号の誤記',
    changes: { works: { number: '建-8-124' } },
  });
  const third = await after(first, second, corrected);
  t.equal(said(await mihon.put(third.path, third.body)), '409 revision_out_of_sequence', 'a gap');
  t.equal(said(await mihon.put(second.path, second.body)), '201');
  t.equal(said(await mihon.put(third.path, third.body)), '201');
  const last = await after(first, third, ended(corrected, 'cancellation'));
  t.equal(said(await mihon.put(last.path, last.body)), '201');

  const tooLate = await after(first, last, amended(first.made.certificate, 4));
  t.equal(said(await mihon.put(tooLate.path, tooLate.body)), '409 guarantee_ended', 'after the end');
  t.equal(said(await mihon.put(second.path, second.body)), '200', 'an old one can still be repeated');
});

t.test('what is void takes no further revision', async (t) => {
  const first = await deposited(mihon);
  const last = await after(first, first.made, ended(first.made.certificate, 'void'));
  t.equal(said(await mihon.put(last.path, last.body)), '201');
  const tooLate = await after(first, last, amended(first.made.certificate, 2));
  t.equal(said(await mihon.put(tooLate.path, tooLate.body)), '409 guarantee_ended');
});

t.test('an envelope has to name the one before it', async (t) => {
  const first = await deposited(mihon);
  const other = await deposited(mihon);
  const stray = await after(first, other.made, amended(first.made.certificate));
  t.equal(said(await mihon.put(stray.path, stray.body)), '409 chain_broken');
});

t.test('a revision comes under the key of its guarantee', async (t) => {
  const first = await deposited(mihon);
  const previous = first.made.digest;
  const stray = await makeRevision(mihon, amended(first.made.certificate), newKey(), { previous });
  t.equal(said(await mihon.put(stray.path, stray.body)), '409 locator_differs');
});

t.test('two guarantees never share a key', async (t) => {
  const first = await deposited(mihon);
  const second = await makeRevision(mihon, newCertificate(mihon), first.key);
  t.equal(said(await mihon.put(second.path, second.body)), '409 locator_taken');
});

t.test(
  'only the issuer whose number, envelope and key it is may deposit, whether or not the number exists',
  async (t) => {
    const existing = await deposited(mihon);
    const unknown = await makeRevision(mihon, newCertificate(mihon), newKey());
    for (const made of [existing.made, unknown]) {
      t.equal(said(await hikaku.put(made.path, made.body)), '403 number_of_another_issuer');
    }
    const own = newCertificate(hikaku);
    const theirs = await makeRevision(mihon, newCertificate(mihon), newKey());
    const borrowed = await hikaku.put(`${own.guaranteeNumber}/revisions/0`, theirs.body);
    t.equal(said(borrowed), '403 envelope_of_another_issuer');

    const envelope = JSON.parse(Buffer.from(theirs.body.envelope.split('.')[1]!, 'base64url').toString());
    const impostor = await signEnvelope({ ...envelope, issuer: 'hikaku' }, hikaku.signers.envelope);
    const forged = await mihon.put(theirs.path, { ...theirs.body, envelope: impostor });
    t.equal(said(forged), '403 envelope_of_another_issuer');
  },
);

t.test("a signature that is no pinned key's, or not made for envelopes, is refused", async (t) => {
  const stranger = newIssuer('mihon', '12', clock);
  const made = await makeRevision(stranger, newCertificate(mihon), newKey());
  t.equal(said(await mihon.put(made.path, made.body)), '403 unknown_key');
  const own = await makeRevision(mihon, newCertificate(mihon), newKey());
  const [header, payload] = own.body.envelope.split('.');
  const broken = `${header}.${payload}.${Buffer.alloc(64, 1).toString('base64url')}`;
  t.equal(said(await mihon.put(own.path, { ...own.body, envelope: broken })), '403 signature_invalid');
});

t.test('path, envelope and parts have to agree', async (t) => {
  const made = await makeRevision(mihon, newCertificate(mihon), newKey());
  const other = await makeRevision(mihon, newCertificate(mihon), newKey());
  const elsewhere = await mihon.put(other.path, made.body);
  t.equal(said(elsewhere), '422 path_differs');
  const number = made.certificate.guaranteeNumber;
  t.equal(said(await mihon.put(`${number}/revisions/1`, made.body)), '422 path_differs');

  const exchanged = { ...made.body, parts: { ...made.body.parts, pdf: other.body.parts.pdf } };
  const answer = await mihon.put(made.path, exchanged);
  t.equal(said(answer), '422 header_differs');
  t.match(answer.json(), { errors: [{ pointer: '/parts/pdf' }] }, 'the part at fault is named');
  const resealed = await makeRevision(mihon, made.certificate, newKey());
  const mixed = { ...made.body, parts: { ...made.body.parts, certificate: resealed.body.parts.certificate } };
  t.equal(said(await mihon.put(made.path, mixed)), '422 digest_differs');
});

t.test("a call is the issuer's own, made for D-Sure, minutes old, and counts once", async (t) => {
  const made = await makeRevision(mihon, newCertificate(mihon), newKey());
  const { call, certificate } = mihon.signers;
  const audience = 'https://elsewhere.example.jp';
  const calls: [string, string][] = [
    ['for somebody else', await signCall({ audience, now: clock.now, jti: randomUUID() }, call)],
    ['too old', await mihon.call(randomUUID(), new Date(clock.now.getTime() - 3_600_000))],
    ['of the future', await mihon.call(randomUUID(), new Date(clock.now.getTime() + 3_600_000))],
    ['of a stranger', await newIssuer('mihon', '12', clock).call()],
    [
      'signed for another purpose',
      await signCall({ audience: publicUrl, now: clock.now, jti: randomUUID() }, certificate as never),
    ],
  ];
  for (const [what, token] of calls) {
    const answer = await mihon.put(made.path, made.body, token);
    t.equal(said(answer), '401 unauthenticated', what);
    t.equal(answer.headers['www-authenticate'], 'Bearer');
  }
  const token = await mihon.call();
  t.equal(said(await mihon.put(made.path, made.body, token)), '201');
  t.equal(said(await mihon.put(made.path, made.body, token)), '401 call_already_used');
});

t.test('a refused call leaves nothing behind, so that it can be made again', async (t) => {
  const first = await deposited(mihon);
  const second = await after(first, first.made, amended(first.made.certificate));
  const third = await after(first, second, amended(second.certificate));
  const token = await mihon.call();
  const before = await dump(world);
  t.equal(said(await mihon.put(third.path, third.body, token)), '409 revision_out_of_sequence');
  t.equal(await dump(world), before);
  t.equal(said(await mihon.put(second.path, second.body, token)), '201');
});

t.test('a key replacement seals all revisions anew under the next generation', async (t) => {
  const first = await deposited(mihon);
  const second = await after(first, first.made, amended(first.made.certificate));
  await mihon.put(second.path, second.body);
  const key = newKey();
  const replacement = await makeReplacement(mihon, [first.made, second], key);
  const answer = await mihon.put(replacement.path, replacement.body);
  t.equal(said(answer), '201');
  t.match(answer.json(), { revision: 1, keyGeneration: 2, envelopeDigest: replacement.digest });
  const repeated = await mihon.put(replacement.path, replacement.body);
  t.equal(said(repeated), '200');
  t.equal(repeated.body, answer.body);

  const certificate = amended(second.certificate);
  const outdated = await makeRevision(mihon, certificate, first.key, { previous: replacement.digest });
  t.equal(said(await mihon.put(outdated.path, outdated.body)), '409 key_generation_outdated');
  const third = await makeRevision(mihon, certificate, key, { previous: replacement.digest, keyGeneration: 2 });
  t.equal(said(await mihon.put(third.path, third.body)), '201');
  t.equal(said(await mihon.put(second.path, second.body)), '200', 'a deposit from before can still be repeated');
});

t.test('a key replacement brings every revision, unchanged, and a key that never led anywhere', async (t) => {
  const first = await deposited(mihon);
  const second = await after(first, first.made, amended(first.made.certificate));
  await mihon.put(second.path, second.body);
  const previous = second.digest;
  const other = await deposited(mihon);
  const changed = await after(first, first.made, amended(first.made.certificate));

  const refusals = {
    'one revision missing': [
      await makeReplacement(mihon, [first.made], newKey(), { previous }),
      '409 revisions_differ',
    ],
    'one revision another': [await makeReplacement(mihon, [first.made, changed], newKey()), '409 chain_broken'],
    'one revision exchanged': [
      await makeReplacement(mihon, [first.made, changed], newKey(), { previous }),
      '409 revisions_differ',
    ],
    'a generation left out': [
      await makeReplacement(mihon, [first.made, second], newKey(), { keyGeneration: 3 }),
      '409 key_generation_out_of_sequence',
    ],
    'the same key again': [await makeReplacement(mihon, [first.made, second], first.key), '409 locator_unchanged'],
    'the key of another': [await makeReplacement(mihon, [first.made, second], other.key), '409 locator_taken'],
  } as const;
  for (const [what, [replacement, refusal]] of Object.entries(refusals)) {
    t.equal(said(await mihon.put(replacement.path, replacement.body)), refusal, what);
  }

  const key = newKey();
  const replacement = await makeReplacement(mihon, [first.made, second], key);
  t.equal(said(await mihon.put(replacement.path, replacement.body)), '201');
  const sealedAgain = await makeReplacement(mihon, [first.made, second], key);
  t.equal(said(await mihon.put(sealedAgain.path, sealedAgain.body)), '409 other_bytes_deposited');
  const back = await makeReplacement(mihon, [first.made, second], first.key, {
    keyGeneration: 3,
    previous: replacement.digest,
  });
  t.equal(said(await mihon.put(back.path, back.body)), '409 locator_taken', 'a replaced key never comes back');
});

t.test('an envelope is good for its own operation only', async (t) => {
  const first = await deposited(mihon);
  const replacement = await makeReplacement(mihon, [first.made], newKey());
  const asDeposit = { envelope: replacement.body.envelope, parts: first.made.body.parts };
  t.equal(said(await mihon.put(first.made.path, asDeposit)), '422 wrong_purpose');
  const asReplacement = { envelope: first.made.body.envelope, revisions: replacement.body.revisions };
  t.equal(said(await mihon.put(replacement.path, asReplacement)), '422 wrong_purpose');
});

t.test('of deposits that race, one is taken and all hear the same of it', async (t) => {
  const same = await makeRevision(mihon, newCertificate(mihon), newKey());
  const answers = await Promise.all(Array.from({ length: 8 }, () => mihon.put(same.path, same.body)));
  t.strictSame(answers.map(said).sort(), ['200', '200', '200', '200', '200', '200', '200', '201']);
  t.equal(new Set(answers.map(({ body }) => body)).size, 1);

  const certificate = newCertificate(mihon);
  const rivals = await Promise.all(Array.from({ length: 6 }, () => makeRevision(mihon, certificate, newKey())));
  const outcomes = await Promise.all(rivals.map(({ path, body }) => mihon.put(path, body)));
  t.strictSame(outcomes.map(said).sort(), ['201', ...Array(5).fill('409 other_bytes_deposited')]);

  const key = newKey();
  const sharing = await Promise.all(Array.from({ length: 6 }, () => makeRevision(mihon, newCertificate(mihon), key)));
  const taken = await Promise.all(sharing.map(({ path, body }) => mihon.put(path, body)));
  t.strictSame(taken.map(said).sort(), ['201', ...Array(5).fill('409 locator_taken')]);

  const token = await mihon.call();
  const fresh = await Promise.all(
    Array.from({ length: 6 }, () => makeRevision(mihon, newCertificate(mihon), newKey())),
  );
  const once = await Promise.all(fresh.map(({ path, body }) => mihon.put(path, body, token)));
  t.strictSame(once.map(said).sort(), ['201', ...Array(5).fill('401 call_already_used')]);
});

t.test('a revision and a key replacement that race do not both follow the same envelope', async (t) => {
  const first = await deposited(mihon);
  const second = await after(first, first.made, amended(first.made.certificate));
  const replacement = await makeReplacement(mihon, [first.made], newKey());
  const outcomes = (
    await Promise.all([mihon.put(second.path, second.body), mihon.put(replacement.path, replacement.body)])
  ).map(said);
  t.equal(outcomes.filter((outcome) => outcome === '201').length, 1, outcomes.join(', '));
});

t.test('a retired or compromised key deposits nothing new, but what it deposited can be repeated', async (t) => {
  const issuer = await world.onboard('haigyo', '廃業建設業保証株式会社', '56');
  const made = await makeRevision(issuer, newCertificate(issuer), newKey());
  await issuer.put(made.path, made.body);
  const fresh = await makeRevision(issuer, newCertificate(issuer), newKey());
  const { kid } = issuer.signers.envelope;

  await setKeyStatus(world.postgres.db, { kid, status: 'retired', compromisedSince: null });
  t.equal(said(await issuer.put(fresh.path, fresh.body)), '403 signing_key_retired');
  t.equal(said(await issuer.put(made.path, made.body)), '200');
  await setKeyStatus(world.postgres.db, { kid, status: 'compromised', compromisedSince: clock.now });
  t.equal(said(await issuer.put(fresh.path, fresh.body)), '403 signing_key_compromised');
  await t.rejects(
    setKeyStatus(world.postgres.db, { kid, status: 'active', compromisedSince: null }),
    /compromised already/,
  );
  const earlier = (by: number) => ({
    ...{ kid, status: 'compromised' as const, compromisedSince: new Date(clock.now.getTime() - by) },
  });
  await setKeyStatus(world.postgres.db, earlier(1000));
  await t.rejects(setKeyStatus(world.postgres.db, earlier(999)), /compromised since .* already/);

  const { kid: callKid } = issuer.signers.call;
  await setKeyStatus(world.postgres.db, { kid: callKid, status: 'retired', compromisedSince: null });
  t.equal(said(await issuer.put(made.path, made.body)), '401 unauthenticated');
});

t.test('a body that arrives after its call has ended, or after a key was given up, changes nothing', async (t) => {
  const issuer = await world.onboard('osoi', '遅延建設業保証株式会社', '57');
  const { db } = world.postgres;
  const begun = async () => {
    const { certificate, ...made } = await makeRevision(issuer, newCertificate(issuer), newKey());
    const keys = await pinnedKeys(db);
    const call = verifyCall(await issuer.call(), { keys, audience: publicUrl, now: clock.now });
    const asked = { guaranteeNumber: certificate.guaranteeNumber, revision: 0, deposit: made.body };
    const caller = { ...call, numberPrefix: '57', keys };
    return { expiresAt: call.expiresAt, end: (now = clock.now) => depositRevision(db, { ...asked, caller, now }) };
  };
  const late = await begun();
  await t.rejects(late.end(late.expiresAt), { code: 'unauthenticated', detail: /call_expired/ });
  const underWay = await begun();
  await setKeyStatus(db, {
    ...{ kid: issuer.signers.envelope.kid, status: 'compromised', compromisedSince: clock.now },
  });
  await t.rejects(underWay.end(), { code: 'signing_key_compromised' });
  await setKeyStatus(db, { kid: issuer.signers.call.kid, status: 'retired', compromisedSince: null });
  await t.rejects(underWay.end(), { code: 'unauthenticated', detail: /retired/ });
});

t.test('spent calls are forgotten once they would be refused as expired', async (t) => {
  const { sql } = world.postgres;
  clock.now = new Date('2026-11-23T01:00:00Z');
  const [before] = await sql`select count(*)::int as calls from used_calls`;
  for (let i = 0; i < 3; i += 1) await deposited(mihon);
  const [now] = await sql`select count(*)::int as calls from used_calls`;
  t.ok(now!.calls < before!.calls, `${before!.calls} before, ${now!.calls} after`);
});

t.test('a copy of the database shows nothing of what is in a certificate', async (t) => {
  const { made, key } = await deposited(mihon);
  const everything = await dump(world);
  t.match(everything, made.certificate.guaranteeNumber, 'the dump is one of these deposits');
  const unwrapped = everything.match(/[\w-]{8,}/g)!.map((run) => Buffer.from(run, 'base64url').toString());
  t.ok(
    unwrapped.some((text) => text.includes('"part":"pdf"')),
    'what is only encoded is seen',
  );
  const secrets = [
    worksName.slice(0, 5),
    '富士見町',
    '髙﨑',
    '20000000',
    key,
    made.contents.certificate.split('.')[1]!,
  ];
  for (const secret of secrets) {
    for (const text of [everything, ...unwrapped]) {
      if (text.includes(secret)) t.fail(`${secret.slice(0, 40)} can be read`);
    }
  }
});

t.test('the log names operations and no token, envelope or number', async (t) => {
  const token = await mihon.call();
  const made = await makeRevision(mihon, newCertificate(mihon), newKey());
  await mihon.put(made.path, made.body, token);
  const log = world.log.join('');
  t.match(log, '"operation":"depositRevision"');
  for (const secret of [
    token,
    token.split('.')[2]!,
    made.body.envelope,
    made.body.parts.pdf,
    made.certificate.guaranteeNumber,
  ]) {
    t.notOk(log.includes(secret));
  }
});
