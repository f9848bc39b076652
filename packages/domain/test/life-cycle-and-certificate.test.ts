import { readFileSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { applicationStatusNames, applicationStatusOf } from '../src/application.js';
import { calendarDay } from '../src/calendar-day.js';
import type { Certificate, CertificateFacts } from '../src/certificate.js';
import { guaranteeStatusNames, guaranteeTransitions, nextGuaranteeStatus, statusAt } from '../src/guarantee.js';
import { guaranteeNumberOf } from '../src/guarantee-number.js';
import { deriveGuaranteePeriod } from '../src/guarantee-period.js';
import {
  type GuaranteeRequestCommand,
  type GuaranteeRequestState,
  guaranteeRequestCommandNames,
  guaranteeRequestStateNames,
  guaranteeRequestStates,
  guaranteeRequestTransitions,
  nextGuaranteeRequestState,
} from '../src/guarantee-request.js';
import { lifeCycleDiagram } from '../src/life-cycle-diagram.js';
import { yen } from '../src/money.js';
import { originalCertificate } from '../src/original-certificate.js';
import { parseCertificate } from '../src/parse-certificate.js';
import { type CertificateRevision, reviseCertificate } from '../src/revise-certificate.js';

const day = (text: string) => calendarDay(text);

const walk = (...commands: GuaranteeRequestCommand[]) =>
  commands.reduce<GuaranteeRequestState>(nextGuaranteeRequestState, 'draft');

t.test('a request goes from draft to issued, with the fee before the issue', async (t) => {
  t.equal(walk('submit', 'claim', 'approve', 'demand_fee', 'receive_fee', 'complete'), 'issued');
  t.equal(walk('submit', 'claim', 'approve', 'issue', 'complete'), 'issued', '一括納付 goes straight to issuing');
  t.equal(walk('submit', 'claim', 'refer', 'approve', 'demand_fee'), 'fee_due', 'above the limit two approve');
  t.equal(walk('submit', 'claim', 'return', 'submit', 'claim', 'decline'), 'declined');
  t.equal(walk('submit', 'claim', 'approve', 'issue', 'hold', 'resume', 'complete'), 'issued');
  t.equal(walk('submit', 'claim', 'approve', 'issue', 'hold', 'void'), 'voided');
});

t.test('a request can be withdrawn at any time before the fee, and never after', async (t) => {
  const withdrawable = guaranteeRequestStates.filter((state) => {
    try {
      return nextGuaranteeRequestState(state, 'withdraw') === 'withdrawn';
    } catch {
      return false;
    }
  });
  t.same(withdrawable, [
    'draft',
    'submitted',
    'under_review',
    'awaiting_second_approval',
    'approved',
    'fee_due',
    'returned',
  ]);
});

t.test('a fee that is not paid in time sends the request back, and only while it is due', async (t) => {
  t.equal(walk('submit', 'claim', 'approve', 'demand_fee', 'lapse'), 'returned');
  t.equal(walk('submit', 'claim', 'approve', 'demand_fee', 'lapse', 'submit', 'claim', 'approve'), 'approved');
  for (const state of guaranteeRequestStates.filter((state) => state !== 'fee_due')) {
    t.throws(() => nextGuaranteeRequestState(state, 'lapse'), { code: 'transition_not_allowed' }, state);
  }
});

t.test('a command that the table does not know in a state is refused', async (t) => {
  t.throws(() => nextGuaranteeRequestState('issued', 'withdraw'), {
    name: 'Refusal',
    code: 'transition_not_allowed',
    detail: { state: 'issued', command: 'withdraw' },
  });
  t.throws(() => nextGuaranteeRequestState('fee_due', 'issue'), { code: 'transition_not_allowed' });
  t.throws(() => nextGuaranteeRequestState('approved', 'receive_fee'), { code: 'transition_not_allowed' });
});

t.test('the table is deterministic, and every state is reached and every command used', async (t) => {
  const pairs = guaranteeRequestTransitions.map(({ from, command }) => `${from} ${command}`);
  t.equal(new Set(pairs).size, pairs.length);
  const reached = new Set<string>(['draft', ...guaranteeRequestTransitions.map(({ to }) => to)]);
  t.same([...reached].sort(), Object.keys(guaranteeRequestStateNames).sort());
  const used = new Set(guaranteeRequestTransitions.map(({ command }) => command));
  t.same([...used].sort(), Object.keys(guaranteeRequestCommandNames).sort());
});

t.test('an application stands where its guarantees want somebody next', async (t) => {
  const examples: [GuaranteeRequestState[], keyof typeof applicationStatusNames][] = [
    [['draft', 'draft'], 'draft'],
    [['submitted', 'submitted'], 'submitted'],
    [['under_review', 'submitted'], 'under_review'],
    [['submitted', 'withdrawn'], 'submitted'],
    [['under_review', 'approved'], 'under_review'],
    [['awaiting_second_approval', 'issued'], 'under_review'],
    [['returned', 'returned'], 'returned'],
    [['approved', 'declined'], 'reviewed'],
    [['fee_due', 'issued'], 'reviewed'],
    [['held', 'issued'], 'reviewed'],
    [['issuing'], 'reviewed'],
    [['issued', 'declined', 'withdrawn'], 'completed'],
    [['declined'], 'completed'],
    [['voided'], 'completed'],
    [['withdrawn', 'withdrawn'], 'withdrawn'],
    [['withdrawn', 'draft'], 'draft'],
  ];
  for (const [states, status] of examples) t.equal(applicationStatusOf(states), status, states.join(', '));
  for (const state of guaranteeRequestStates) t.ok(applicationStatusNames[applicationStatusOf([state])], state);
});

const period = { from: day('2026-11-11'), to: day('2027-03-19') };
const inForce = { status: 'in_force', statusFrom: day('2026-11-12'), period } as const;

t.test('the clock says whether a guarantee is in force: both ends of its period are included', async (t) => {
  t.equal(statusAt(inForce, day('2026-11-10')), 'not_yet_in_force');
  t.equal(statusAt(inForce, day('2026-11-11')), 'in_force');
  t.equal(statusAt(inForce, day('2027-03-19')), 'in_force');
  t.equal(statusAt(inForce, day('2027-03-20')), 'expired');
  const open = { ...inForce, period: { from: null, to: period.to } };
  t.equal(statusAt(open, day('2026-01-01')), 'in_force', 'a start that is left open has begun');
  t.equal(statusAt(open, day('2027-03-20')), 'expired');
});

t.test('a cancellation leaves the guarantee in force until its day, what is void is so at once', async (t) => {
  const cancelled = { ...inForce, status: 'cancelled', statusFrom: day('2027-01-01') } as const;
  t.equal(statusAt(cancelled, day('2026-11-10')), 'not_yet_in_force');
  t.equal(statusAt(cancelled, day('2026-12-31')), 'in_force');
  t.equal(statusAt(cancelled, day('2027-01-01')), 'cancelled');
  t.equal(statusAt(cancelled, day('2028-01-01')), 'cancelled', 'not expired');
  const taken = { ...inForce, status: 'void', statusFrom: day('2027-01-01') } as const;
  t.equal(statusAt(taken, day('2026-11-10')), 'void');
  t.equal(statusAt(taken, day('2028-01-01')), 'void');
  t.same(Object.values(guaranteeStatusNames), [
    '有効',
    '有効(保証期間開始前)',
    '保証期限経過',
    '解約',
    '無効(発行取消)',
  ]);
});

t.test('a guarantee ends once', async (t) => {
  t.equal(nextGuaranteeStatus('in_force', 'cancel'), 'cancelled');
  t.equal(nextGuaranteeStatus('in_force', 'void'), 'void');
  for (const { to } of guaranteeTransitions) {
    t.throws(() => nextGuaranteeStatus(to, 'cancel'), { code: 'transition_not_allowed' });
    t.throws(() => nextGuaranteeStatus(to, 'void'), { code: 'transition_not_allowed' });
  }
});

t.test('a guarantee runs to the completion of the works', async (t) => {
  const works = { contractDate: day('2026-11-10'), period };
  for (const kind of ['advance_payment', 'interim_advance_payment', 'performance'] as const) {
    t.same(deriveGuaranteePeriod(kind, works, null), {
      from: '2026-11-10',
      to: '2027-03-19',
      derivedFrom: 'works_period',
    });
  }
  t.equal(deriveGuaranteePeriod('performance', { ...works, contractDate: null }, null).from, null);
});

t.test(
  'an advance of multi-year works is guaranteed to the end of its fiscal year, save in the last one',
  async (t) => {
    const works = { contractDate: day('2026-11-10'), period: { from: day('2026-11-11'), to: day('2028-12-20') } };
    const end = (fiscalYear: number, kind: 'advance_payment' | 'performance' = 'advance_payment') => {
      const { to, derivedFrom } = deriveGuaranteePeriod(kind, works, fiscalYear);
      return [to, derivedFrom];
    };
    t.same(end(2026), ['2027-03-31', 'fiscal_year_end']);
    t.same(end(2027), ['2028-03-31', 'fiscal_year_end']);
    t.same(end(2028), ['2028-12-20', 'works_period']);
    t.same(end(2026, 'performance'), ['2028-12-20', 'works_period']);
    for (const year of [2025, 2029]) {
      t.throws(() => end(year), {
        code: 'fiscal_year_outside_works',
        detail: { fiscalYear: year, first: 2026, last: 2028 },
      });
    }
  },
);

t.test('docs/life-cycle.md is what the tables say (UPDATE=1 prints it again)', async (t) => {
  const page = new URL('../../../docs/life-cycle.md', import.meta.url);
  if (process.env.UPDATE === '1') writeFileSync(page, lifeCycleDiagram());
  t.equal(lifeCycleDiagram(), readFileSync(page, 'utf8'));
});

const facts: CertificateFacts = {
  kind: 'advance_payment',
  guaranteeNumber: guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 123 }),
  issuedOn: day('2026-11-12'),
  issuer: {
    id: 'mihon',
    name: '見本建設業保証株式会社',
    address: '東京都千代田区',
    representative: '代表取締役 見本 太郎',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '○○建設 株式会社',
    address: '長野県諏訪郡富士見町',
    signatory: { office: null, title: '代表取締役', name: '髙﨑 \ufa10' },
    jointVenture: null,
  },
  works: {
    subject: 'construction',
    name: '町道改良工事',
    number: '8-12',
    place: '長野県諏訪郡富士見町',
    contractDate: day('2026-11-10'),
    contractNumber: null,
    contractPrice: yen(50_000_000),
    period,
  },
  amount: yen(20_000_000),
  period: { from: day('2026-11-10'), to: day('2027-03-19') },
  terms: { name: '前払金保証約款', version: '2026-04' },
  remarks: '',
  depositary: '○○銀行　××支店',
  redeposit: 'not_used',
  fiscalYearBase: null,
};
const performanceFacts = () => {
  const { depositary, redeposit, fiscalYearBase, ...common } = facts as CertificateFacts & { kind: 'advance_payment' };
  return { ...common, kind: 'performance', amount: yen(5_000_000) } as const;
};
const interimFacts = {
  ...facts,
  kind: 'interim_advance_payment',
  amount: yen(10_000_000),
  recognition: { date: day('2027-01-15'), number: '第3号' },
  priorAdvance: { guaranteeNumber: facts.guaranteeNumber },
} as CertificateFacts;
const ventureFacts: CertificateFacts = {
  ...facts,
  contractor: {
    ...facts.contractor,
    jointVenture: {
      name: '○○・△△特定建設工事共同企業体',
      representative: 0,
      members: ['○○建設 株式会社', '△△組'].map((name) => ({
        name,
        address: '',
        representativeTitle: '代表取締役',
        representativeName: '',
        sharePercent: '50.0',
      })),
    },
  },
};
const original = originalCertificate(facts);
const yearly = originalCertificate({
  ...facts,
  fiscalYearBase: { year: 2026, basis: 'planned_output', amount: yen(60_000_000) },
} as CertificateFacts);
const written = (certificate: Certificate): unknown => JSON.parse(JSON.stringify(certificate));
const on = (text: string, reason: string | null = null) => ({
  issuedOn: day(text),
  effectiveOn: day(text),
  reason,
});

const amendment: CertificateRevision = {
  ...on('2027-02-01', '設計変更'),
  type: 'amendment',
  changes: {
    works: { contractPrice: yen(60_000_000), period: { to: day('2027-05-31') } },
    amount: yen(21_000_000),
    period: { to: day('2027-05-31') },
  },
};
const amended = reviseCertificate(original, amendment);
const corrected = reviseCertificate(amended, {
  ...on('2027-02-03', '所在地の誤記'),
  type: 'correction',
  changes: { works: { place: '長野県諏訪郡富士見町落合', period: { to: day('2027-06-30') } } },
});
const cancelled = reviseCertificate(corrected, {
  ...on('2027-02-10'),
  effectiveOn: day('2027-03-01'),
  type: 'cancellation',
});

t.test('the original is revision 0, in force, with its ratio and the beginning of its history', async (t) => {
  t.match(original, {
    format: 'esurety-certificate/1',
    revision: 0,
    type: 'original',
    amendments: 0,
    status: 'in_force',
    statusFrom: '2026-11-12',
    ratio: { percent: '40.0', of: 'contractPrice' },
    history: [{ revision: 0, type: 'original', issuedOn: '2026-11-12', reason: null, changes: [] }],
  });
  t.same(yearly.ratio, { percent: '33.3', of: 'fiscalYearBase' });
  t.equal(original.contractor.signatory.name, '髙﨑 \ufa10', 'names stay byte for byte');
});

t.test('an amendment says of every changed item what stood there before and after', async (t) => {
  t.match(amended, { revision: 1, type: 'amendment', amendments: 1, issuedOn: '2027-02-01', status: 'in_force' });
  t.equal(amended.statusFrom, original.statusFrom, 'in force since the original');
  t.equal(amended.works.period.from, original.works.period.from, 'what does not change stays');
  t.same(amended.history[1], {
    revision: 1,
    type: 'amendment',
    issuedOn: '2027-02-01',
    effectiveOn: '2027-02-01',
    reason: '設計変更',
    changes: [
      { item: '/works/contractPrice', before: 50_000_000, after: 60_000_000 },
      { item: '/works/period/to', before: '2027-03-19', after: '2027-05-31' },
      { item: '/amount', before: 20_000_000, after: 21_000_000 },
      { item: '/period/to', before: '2027-03-19', after: '2027-05-31' },
      { item: '/ratio/percent', before: '40.0', after: '35.0' },
    ],
  });
  t.equal(original.amount, 20_000_000, 'the revision before is left as it was');
});

t.test('every revision repeats the whole history, and only amendments count as 変更', async (t) => {
  t.same(
    cancelled.history.map(({ type }) => type),
    ['original', 'amendment', 'correction', 'cancellation'],
  );
  t.match(cancelled, { revision: 3, amendments: 1, status: 'cancelled', statusFrom: '2027-03-01' });
  t.equal(statusAt(cancelled, day('2027-02-28')), 'in_force');
  t.equal(statusAt(cancelled, day('2027-03-01')), 'cancelled');
});

t.test('nothing follows a cancellation or what is void, and a change must change something', async (t) => {
  const voided = reviseCertificate(original, { ...on('2026-11-13', '誤発行'), type: 'void' });
  t.match(voided, { status: 'void', statusFrom: '2026-11-13', amendments: 0 });
  t.throws(() => reviseCertificate(voided, amendment), { code: 'guarantee_already_void' });
  t.throws(() => reviseCertificate(cancelled, amendment), { code: 'guarantee_already_cancelled' });
  t.throws(() => reviseCertificate(original, { ...amendment, changes: { amount: original.amount } }), {
    code: 'revision_changes_nothing',
  });
  t.throws(() => reviseCertificate(amended, { ...on('2027-01-01'), type: 'cancellation' }), {
    code: 'certificate_inconsistent',
    pointer: '/history/2/issuedOn',
  });
});

t.test('what was open or absent can be filled in, and taken away again', async (t) => {
  const open = originalCertificate({
    ...performanceFacts(),
    works: { ...facts.works, contractDate: null },
    period: { from: null, to: period.to },
  });
  const concluded = reviseCertificate(open, {
    ...on('2026-11-20'),
    type: 'amendment',
    changes: { works: { contractDate: day('2026-11-19') }, period: { from: day('2026-11-19') } },
  });
  t.same(concluded.history[1]?.changes[0], { item: '/works/contractDate', before: null, after: '2026-11-19' });

  const venture = ventureFacts.contractor.jointVenture;
  const joined = reviseCertificate(original, {
    ...on('2026-11-13'),
    type: 'correction',
    changes: { contractor: { jointVenture: venture } },
  });
  t.equal(joined.contractor.jointVenture?.members[1]?.name, '△△組');
  t.match(joined.history[1]?.changes[0], { item: '/contractor/jointVenture/name', before: null });
  const alone = reviseCertificate(joined, {
    ...on('2026-11-14'),
    type: 'correction',
    changes: { contractor: { jointVenture: null } },
  });
  t.same(alone.contractor, original.contractor);
  t.same(parseCertificate(written(alone)), alone);
});

t.test('an earlier advance can be corrected from one of ours to one that stands elsewhere', async (t) => {
  const external = { issuerName: '別の保証会社', number: 'A-1', amount: yen(1) };
  const elsewhere = reviseCertificate(originalCertificate(interimFacts), {
    ...on('2027-02-01'),
    type: 'correction',
    changes: { priorAdvance: { external } },
  });
  t.match(elsewhere, { priorAdvance: { external } });
});

t.test('what is written is read back, whatever the kind and the revision', async (t) => {
  const kinds = [performanceFacts(), interimFacts, ventureFacts].map(originalCertificate);
  for (const certificate of [...kinds, original, amended, corrected, cancelled]) {
    t.same(parseCertificate(written(certificate)), certificate);
    t.equal(JSON.stringify(parseCertificate(written(certificate))), JSON.stringify(certificate));
  }
});

t.test(
  'a certificate with a member missing, unknown or of a wrong type is refused, and the member named',
  async (t) => {
    const wrong: [pointer: string, value: unknown][] = [
      ['/format', 'esurety-certificate/2'],
      ['/kind', 'bid'],
      ['/guaranteeNumber', '120800001233'],
      ['/revision', '1'],
      ['/amendments', -1],
      ['/issuedOn', '2027-02-30'],
      ['/status', 'expired'],
      ['/issuer/id', ''],
      ['/issuer/seal', 'x'],
      ['/orderer/code', '203620'],
      ['/orderer/signatory/title', null],
      ['/contractor/jointVenture', []],
      ['/works/subject', 'supply'],
      ['/works/name', '\ud800'],
      ['/works/contractPrice', 60_000_000.5],
      ['/works/contractPrice', '60000000'],
      ['/works/period/to', null],
      ['/amount', 1e12],
      ['/ratio/percent', '35'],
      ['/terms/version', undefined],
      ['/remarks', null],
      ['/depositary', undefined],
      ['/redeposit', 'yes'],
      ['/fiscalYearBase', { year: 2026, basis: 'guess', amount: 1 }],
      ['/history', {}],
      ['/history/1/type', 'renewal'],
      ['/history/1/changes/0/item', 'works'],
      ['/history/1/changes/0/after', [1]],
      ['/history/1/changes/0/why', 'x'],
      ['/a~1b~0c', 'x'],
      ['/__proto__', 'x'],
    ];
    for (const [pointer, value] of wrong) {
      t.throws(
        () => parseCertificate(withMember(amended, pointer, value)),
        { code: 'certificate_malformed', pointer: pointer === '/fiscalYearBase' ? '/fiscalYearBase/basis' : pointer },
        `${pointer} = ${JSON.stringify(value)}`,
      );
    }
    for (const value of [null, [], 'x', 1, undefined]) {
      t.throws(() => parseCertificate(value), { code: 'certificate_malformed', pointer: '' });
    }
  },
);

t.test('each kind has its own members and no others', async (t) => {
  const performance = originalCertificate(performanceFacts());
  const interim = originalCertificate(interimFacts);
  const refused = (value: unknown, pointer: string) =>
    t.throws(() => parseCertificate(value), { code: 'certificate_malformed', pointer }, pointer);
  refused(withMember(performance, '/depositary', '○○銀行'), '/depositary');
  refused(withMember(original, '/recognition', { date: '2027-01-15', number: '1' }), '/recognition');
  refused(withMember(interim, '/recognition', undefined), '/recognition');
  refused(withMember(interim, '/priorAdvance', {}), '/priorAdvance');
  refused(withMember(interim, '/priorAdvance/external', null), '/priorAdvance/external');
});

t.test('a certificate that contradicts itself is refused', async (t) => {
  const wrong: [certificate: Certificate, pointer: string, value: unknown, at?: string][] = [
    [amended, '/amount', 0],
    [amended, '/works/contractPrice', 0],
    [yearly, '/fiscalYearBase/amount', 0],
    [amended, '/amount', 20_000_000, '/ratio/percent'],
    [amended, '/ratio/percent', '34.9'],
    [amended, '/ratio/of', 'fiscalYearBase'],
    [amended, '/works/period', { from: '2027-06-01', to: '2027-05-31' }],
    [amended, '/period', { from: '2027-06-01', to: '2027-05-31' }],
    [originalCertificate(ventureFacts), '/contractor/jointVenture/representative', 2],
    [amended, '/revision', 2, '/history'],
    [amended, '/history/1/revision', 2],
    [amended, '/history/1/type', 'original'],
    [amended, '/history/0/type', 'correction'],
    [amended, '/history/1/issuedOn', '2026-11-11'],
    [amended, '/type', 'correction'],
    [amended, '/issuedOn', '2027-02-02'],
    [amended, '/amendments', 0],
    [amended, '/status', 'void'],
    [amended, '/statusFrom', '2027-02-01'],
    [cancelled, '/status', 'in_force'],
    [cancelled, '/statusFrom', '2027-02-10'],
    [cancelled, '/history/2/type', 'void', '/history/3'],
    [amended, '/history/1/changes', []],
    [cancelled, '/history/3/changes', [{ item: '/remarks', before: '', after: 'x' }], '/history/3/changes'],
    [amended, '/history/1/changes/2/after', 21_000_001],
    [corrected, '/history/2/changes/1/before', '2027-05-30'],
    [amended, '/history/1/changes/2/before', 21_000_000, '/history/1/changes/2'],
    [amended, '/history/1/changes/2/item', '/status'],
    [amended, '/history/1/changes/2/item', '/unknown'],
    [amended, '/history/1/changes/2/item', '/kind'],
  ];
  for (const [certificate, pointer, value, at = pointer] of wrong) {
    const read = () => parseCertificate(withMember(certificate, pointer, value));
    t.throws(read, { code: 'certificate_inconsistent', pointer: at }, `${pointer} = ${JSON.stringify(value)}`);
  }
});

/** A copy as JSON with one member set, or taken away where the value is undefined. */
function withMember(certificate: Certificate, pointer: string, value: unknown): unknown {
  const copy = written(certificate);
  const path = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = path.pop() as string;
  const parent = path.reduce<unknown>((each, token) => (each as Record<string, unknown>)[token], copy) as object;
  if (value === undefined) Reflect.deleteProperty(parent, name);
  else Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
