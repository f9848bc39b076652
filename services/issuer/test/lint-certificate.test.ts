import {
  addDays,
  type CalendarDay,
  type Certificate,
  type CertificateFacts,
  type CertificateRevision,
  calendarDay,
  deriveGuaranteePeriod,
  fiscalYearOf,
  guaranteeNumberOf,
  maxYen,
  originalCertificate,
  reviseCertificate,
  toFullWidth,
  type Yen,
  yen,
} from '@e-surety/domain';
import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import type { Application, AskedGuarantee, GuaranteeRequest } from '../src/applications/application.js';
import { lintCertificate, ruleNames } from '../src/issuance/lint-certificate.js';
import { type OriginalSources, originalFacts } from '../src/issuance/original-facts.js';

const runs = { numRuns };
const day = (text: string) => calendarDay(text);

const member = (name: string, sharePercent: string) => ({
  ...{ name, sharePercent, address: '長野県' },
  ...{ representativeTitle: '代表取締役', representativeName: '見本 正' },
});
const facts: CertificateFacts & { kind: 'interim_advance_payment' } = {
  kind: 'interim_advance_payment',
  guaranteeNumber: guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 123 }),
  issuedOn: day('2027-01-20'),
  issuer: { id: 'mihon', name: '見本建設業保証株式会社', address: '東京都', representative: '代表取締役 見本 太郎' },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '○○・△△共同企業体',
    address: '長野県',
    signatory: { office: null, title: '代表取締役', name: '見本 正' },
    jointVenture: {
      name: '○○・△△共同企業体',
      representative: 0,
      members: [member('○○', '60.5'), member('△△', '39.5')],
    },
  },
  works: {
    subject: 'construction',
    name: '町道改良工事',
    number: '8-12',
    place: '長野県諏訪郡富士見町',
    contractDate: day('2026-11-10'),
    contractNumber: null,
    contractPrice: yen(50_000_000),
    period: { from: day('2026-11-11'), to: day('2028-03-19') },
  },
  amount: yen(5_000_000),
  period: { from: day('2026-11-10'), to: day('2027-03-31') },
  terms: { name: '中間前払金保証約款', version: '2026-04' },
  remarks: '',
  depositary: '○○銀行　××支店',
  redeposit: 'not_used',
  fiscalYearBase: { year: 2026, basis: 'payment_limit', amount: yen(25_000_000) },
  recognition: { date: day('2027-01-15'), number: '第3号' },
  priorAdvance: { guaranteeNumber: guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 122 }) },
};
const original = originalCertificate(facts);
const external = originalCertificate({
  ...facts,
  priorAdvance: { external: { issuerName: '別の保証会社', number: '7', amount: yen(10_000_000) } },
});
const on = (text: string) => ({ issuedOn: day(text), effectiveOn: day(text), reason: '設計変更' });
const amended = reviseCertificate(original, {
  ...on('2027-02-01'),
  type: 'amendment',
  changes: { amount: yen(6_000_000), works: { contractPrice: yen(60_000_000) } },
});
const corrected = reviseCertificate(amended, {
  ...on('2027-02-02'),
  type: 'correction',
  changes: { amount: yen(6_000_001) },
});
const cancelled = reviseCertificate(corrected, {
  ...on('2027-02-03'),
  type: 'cancellation',
  effectiveOn: day('2027-03-01'),
});
const beforeIt = new Map<Certificate, Certificate | null>([
  ...([
    [original, null],
    [external, null],
    [amended, original],
    [corrected, amended],
    [cancelled, corrected],
  ] as const),
]);

t.test('sound certificates pass', async (t) => {
  for (const [certificate, previous] of beforeIt) t.strictSame(lintCertificate(certificate, previous), []);
});

/** What to write where, and the rule that finds it; undefined takes the member away. */
const broken: [rule: string, certificate: Certificate, pointer: string, value: unknown][] = [
  ['様式', original, '/kind', 'bid'],
  ['様式', original, '/depositary', undefined],
  ['様式', original, '/note', 'x'],
  ['様式', original, '/amount', '5000000'],
  ['様式', original, '/issuedOn', null],
  ['様式', original, '/history/0/changes', {}],
  ['様式', original, '/priorAdvance', {}],
  ['種類と書式', original, '/format', 'esurety-certificate/2'],
  ['種類と書式', original, '/works/subject', 'supply'],
  ['種類と書式', original, '/redeposit', 'perhaps'],
  ['保証契約番号', original, '/guaranteeNumber', '12-08-0000123-4'],
  ['保証契約番号', original, '/guaranteeNumber', '120800001233'],
  [
    '保証契約番号',
    original,
    '/guaranteeNumber',
    guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2025, serial: 1 }),
  ],
  ['保証契約番号', original, '/guaranteeNumber', '12-08-0000000-2'],
  ['発注者コード', original, '/orderer/code', '203620'],
  ['発注者コード', original, '/orderer/code', '480002'],
  ['発注者コード', original, '/orderer/code', 'K-1'],
  ['名称の記載', original, '/works/name', '　'],
  ['名称の記載', original, '/orderer/signatory/title', ' '],
  ['名称の記載', original, '/terms/version', ''],
  ['日付', original, '/issuedOn', '2027-02-29'],
  ['日付', original, '/works/period/to', '2028-3-19'],
  ['日付', original, '/issuedOn', '2019-04-30'],
  ['金額', original, '/amount', 0],
  ['金額', original, '/amount', 0.5],
  ['金額', original, '/amount', maxYen + 1],
  ['金額', original, '/amount', 50_000_001],
  ['金額', original, '/works/contractPrice', 0],
  ['保証割合', original, '/ratio/percent', '20.1'],
  ['保証割合', original, '/ratio/percent', '20'],
  ['保証割合', original, '/ratio/of', 'contractPrice'],
  ['工期', original, '/works/period/from', '2028-03-20'],
  ['工期', original, '/works/contractDate', '2028-03-20'],
  ['保証期間', original, '/period/to', '2027-04-01'],
  ['保証期間', original, '/fiscalYearBase/year', 2027],
  ['保証期間', original, '/period/from', '2026-11-11'],
  ['保証期間', amended, '/period/from', '2027-04-01'],
  ['保証期間', corrected, '/period/from', '2026-11-11'],
  ['保証期間', original, '/issuedOn', '2027-04-01'],
  ['共同企業体', original, '/contractor/jointVenture/representative', 2],
  ['共同企業体', original, '/contractor/jointVenture/members/0/sharePercent', '60.4999'],
  ['共同企業体', original, '/contractor/jointVenture/members/0/sharePercent', '60.50001'],
  ['共同企業体', original, '/contractor/jointVenture/members/1', undefined],
  ['共同企業体', original, '/contractor/name', '○○建設'],
  ['共同企業体', original, '/contractor/jointVenture/members/1/name', ''],
  ['前払金の契約', original, '/works/contractDate', null],
  ['前払金の契約', original, '/period/from', null],
  ['前払金の契約', original, '/works/contractDate', '2027-01-21'],
  ['預託金融機関', original, '/depositary', 'ABC銀行'],
  ['預託金融機関', original, '/depositary', '○○ｷﾞﾝｺｳ'],
  ['預託金融機関', original, '/depositary', ''],
  ['今年度対象額', original, '/fiscalYearBase/year', 2025],
  ['今年度対象額', original, '/fiscalYearBase/year', 2028],
  ['今年度対象額', original, '/fiscalYearBase/amount', 50_000_001],
  ['今年度対象額', original, '/fiscalYearBase/amount', 4_999_999],
  ['今年度対象額', original, '/fiscalYearBase/basis', 'guess'],
  ['認定', original, '/recognition/date', '2027-01-21'],
  ['認定', original, '/recognition/date', '2026-11-09'],
  ['認定', original, '/recognition/date', '2026-11-31'],
  ['認定', original, '/recognition/number', ' '],
  ['先の前払金保証', original, '/priorAdvance/guaranteeNumber', '12-08-0000122-0'],
  ['先の前払金保証', original, '/priorAdvance/guaranteeNumber', facts.guaranteeNumber],
  [
    '先の前払金保証',
    original,
    '/priorAdvance/guaranteeNumber',
    guaranteeNumberOf({ issuerPrefix: '34', fiscalYear: 2026, serial: 1 }),
  ],
  ['先の前払金保証', external, '/priorAdvance/external/number', ''],
  ['先の前払金保証', external, '/priorAdvance/external/amount', 0],
  ['先の前払金保証', external, '/priorAdvance/external/amount', 45_000_001],
  ['版の順序', amended, '/revision', 2],
  ['版の順序', amended, '/history/1/revision', 2],
  ['版の順序', amended, '/history/0/type', 'correction'],
  ['版の順序', amended, '/history/1/type', 'renewal'],
  ['版の順序', amended, '/history/1/issuedOn', '2027-01-19'],
  ['版の順序', amended, '/issuedOn', '2027-02-02'],
  ['版の順序', corrected, '/history/1/type', 'void'],
  ['変更回数', amended, '/amendments', 0],
  ['変更回数', corrected, '/amendments', 2],
  ['効力', cancelled, '/status', 'in_force'],
  ['効力', cancelled, '/statusFrom', '2027-02-03'],
  ['効力', amended, '/status', 'void'],
  ['効力', amended, '/statusFrom', '2027-02-01'],
  ['効力', amended, '/history/1/effectiveOn', '2027-01-19'],
  ['効力', original, '/history/0/effectiveOn', '2027-01-19'],
  ['効力', cancelled, '/history/3/effectiveOn', '2027-04-01'],
  ['変更の理由', amended, '/history/1/reason', null],
  ['変更の理由', cancelled, '/history/3/reason', ' '],
  ['変更の前後', amended, '/history/1/changes', []],
  ['変更の前後', amended, '/history/1/changes/0/after', 1],
  ['変更の前後', amended, '/amount', 6_000_001],
  ['変更の前後', corrected, '/history/2/changes/0/before', 5_000_000],
  ['変更の前後', amended, '/history/1/changes/0/before', 60_000_000],
  ['前の版', corrected, '/revision', 3],
  ['前の版', amended, '/issuer/id', 'another'],
  ['前の版', amended, '/kind', 'advance_payment'],
  ['履歴の継続', amended, '/history/0/issuedOn', '2027-01-19'],
  ['記載のない変更', amended, '/works/place', '長野県'],
  ['記載のない変更', amended, '/works/number', null],
  ['記載のない変更', amended, '/history/1/changes/0/before', 1],
];

t.test('each rule holds what breaks it, and says its own name', async (t) => {
  for (const [rule, certificate, pointer, value] of broken) {
    const off = withMember(certificate, pointer, value);
    if (rule === '前の版' && pointer === '/kind')
      for (const name of ['recognition', 'priorAdvance']) Reflect.deleteProperty(off, name);
    const found = lintCertificate(off, beforeIt.get(certificate));
    t.ok(
      found.some((sentence) => sentence.startsWith(`${rule}: `)),
      `${rule}: ${pointer} = ${JSON.stringify(value)} → ${found.join(' ')}`,
    );
  }
  t.strictSame([...new Set(broken.map(([rule]) => rule))].sort(), [...ruleNames].sort(), 'and none is left out');
});

t.test('a revision is compared with the one before it, and with no other', async (t) => {
  const rules = (certificate: Certificate, previous: Certificate | null) => [
    ...new Set(lintCertificate(certificate, previous).map((sentence) => sentence.split(':')[0])),
  ];
  t.strictSame(rules(amended, null), ['前の版']);
  t.strictSame(rules(original, original), ['前の版']);
  t.ok(rules(corrected, original).includes('前の版'));
  t.ok(rules(corrected, cancelled).includes('前の版'));
  t.ok(rules(amended, external).includes('記載のない変更'));
});

const name = fc.stringMatching(/^[ぁ-んァ-ヶ一-龥A-Za-z0-9（）㈱]{1,30}$/u);
const amount = fc.oneof(fc.integer({ min: 1, max: maxYen }), fc.constantFrom(1, 9_007_199_255, maxYen)).map(yen);
const upTo = (most: Yen) => fc.integer({ min: 1, max: most }).map(yen);
const signatory = fc.record({ office: fc.option(name), title: name, name: fc.option(name) });
const venture = fc.record({
  name,
  first: fc.integer({ min: 0, max: 1_000_000 }),
  representative: fc.integer({ min: 0, max: 1 }),
});
const share = (tenThousandths: number) =>
  `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`;

/** What is asked for, as the door lets it through, of every kind. */
const sources = fc
  .record({
    contractPrice: amount,
    start: fc.integer({ min: 0, max: 2000 }),
    length: fc.integer({ min: 0, max: 1500 }),
    wait: fc.integer({ min: 0, max: 300 }),
  })
  .chain(({ contractPrice, start, length, wait }) => {
    const contractDate = addDays(day('2024-01-05'), start);
    const to = addDays(contractDate, length);
    const issuedOn = addDays(contractDate, wait);
    const base = fc.option(
      fc.record({
        year: fc.integer({ min: fiscalYearOf(contractDate), max: fiscalYearOf(to) }),
        basis: fc.constantFrom('planned_output' as const, 'payment_limit' as const),
        amount: upTo(contractPrice),
      }),
    );
    return fc.record({
      ...{ contractPrice: fc.constant(contractPrice), contractDate: fc.constant(contractDate), to: fc.constant(to) },
      ...{
        issuedOn: fc.constant(issuedOn),
        recognised: fc.integer({ min: 0, max: wait }).map((n) => addDays(contractDate, n)),
      },
      ...{
        base,
        amount: upTo(contractPrice),
        kind: fc.constantFrom('advance_payment', 'interim_advance_payment', 'performance'),
      },
      ...{ open: fc.boolean(), ours: fc.boolean(), serial: fc.integer({ min: 2, max: 9_999_999 }) },
      ...{ name, place: name, number: fc.option(name), venture: fc.option(venture), signatory: fc.option(signatory) },
      ...{ ordererSignatory: fc.option(signatory), depositary: fc.string({ minLength: 1, maxLength: 20 }) },
    });
  })
  .map((g): OriginalSources => {
    const asked = askedOf(g);
    const year = 'fiscalYearBase' in asked ? (asked.fiscalYearBase?.year ?? null) : null;
    const dates = { contractDate: g.contractDate, period: { from: g.contractDate, to: g.to } };
    const last = deriveGuaranteePeriod(asked.kind, dates, year).to;
    const issuedOn = [g.issuedOn, last].sort()[0]!;
    if ('recognition' in asked && asked.recognition.date > issuedOn) asked.recognition.date = issuedOn;
    const contractDate = asked.kind === 'performance' && g.open ? null : g.contractDate;
    const works = {
      ...{
        subject: 'construction' as const,
        name: g.name,
        number: g.number,
        place: g.place,
        contractPrice: g.contractPrice,
      },
      ...{ contractDate, contractNumber: g.number, period: { from: g.contractDate, to: g.to } },
      jointVenture: g.venture && {
        ...{ name: g.venture.name, representative: g.venture.representative },
        members: [member('甲', share(g.venture.first)), member('乙', share(1_000_000 - g.venture.first))],
      },
      ...{ ordererSignatory: g.ordererSignatory, contractorSignatory: g.signatory },
    };
    return {
      issuer: { ...facts.issuer, numberPrefix: '12' },
      application: { works: { facts: works } } as unknown as Application,
      request: { kind: asked.kind, asked, approved: { terms: facts.terms } } as unknown as GuaranteeRequest,
      contractor: { ...member('○○建設', ''), id: 'x' } as unknown as OriginalSources['contractor'],
      orderer: { code: '203629', name: '富士見町' } as OriginalSources['orderer'],
      branch: {} as OriginalSources['branch'],
      issuedOn,
      guaranteeNumber: guaranteeNumberOf({
        issuerPrefix: '12',
        fiscalYear: fiscalYearOf(issuedOn),
        serial: g.serial,
      }),
    };
  });

interface Generated {
  kind: string;
  amount: Yen;
  contractPrice: Yen;
  base: { year: number; basis: 'planned_output' | 'payment_limit'; amount: Yen } | null;
  depositary: string;
  recognised: CalendarDay;
  ours: boolean;
}

function askedOf({ kind, base, depositary, recognised, ours, contractPrice, ...g }: Generated): AskedGuarantee {
  const common = { form: 'electronic', feePayment: 'cash', feeBilledTo: '本社', paperFeeStatement: false } as const;
  const amount = yen(Math.min(g.amount, base?.amount ?? g.amount));
  if (kind === 'performance') return { ...common, kind, amount: g.amount };
  const wide = toFullWidth(depositary.replaceAll(/[^\x21-\x7e]/g, 'ｱ'));
  const advance = { ...common, amount, fiscalYearBase: base, depositary: wide, redeposit: 'used' } as const;
  if (kind === 'advance_payment') return { ...advance, kind };
  const guaranteeNumber = guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2023, serial: 1 });
  const rest = contractPrice - amount;
  const elsewhere = { external: { issuerName: '別の保証会社', number: '7', amount: yen(Math.max(rest, 1)) } };
  const priorAdvance = ours || rest < 1 ? { guaranteeNumber } : elsewhere;
  return {
    ...advance,
    kind: 'interim_advance_payment',
    recognition: { date: recognised, number: '第1号' },
    priorAdvance,
  };
}

t.test('whatever the issuing code makes passes, and so does every revision of it', async () => {
  const revisionTypes = fc.array(fc.constantFrom('amount', 'name', 'place', 'void', 'cancellation'), { maxLength: 4 });
  fc.assert(
    fc.property(sources, revisionTypes, (sources, types) => {
      let certificate = originalFacts(sources);
      let faults = lintCertificate(certificate, null);
      for (const type of types) {
        if (certificate.status !== 'in_force' || faults.length > 0) break;
        const next = reviseCertificate(certificate, revisionOf(certificate, type));
        faults = lintCertificate(next, certificate);
        certificate = next;
      }
      if (faults.length > 0) throw new Error(faults.join(' '));
    }),
    runs,
  );
});

function revisionOf(certificate: Certificate, type: string): CertificateRevision {
  const common = { issuedOn: certificate.issuedOn, effectiveOn: certificate.history[0]!.issuedOn, reason: '見本' };
  const { works, amount } = certificate;
  switch (type) {
    case 'amount': {
      const changes = {
        works: { contractPrice: yen(works.contractPrice === maxYen ? maxYen : works.contractPrice + 1) },
      };
      const smaller = { amount: yen(amount > 1 ? amount - 1 : amount) };
      const changing = works.contractPrice < maxYen ? changes : smaller;
      return works.contractPrice === maxYen && amount === 1
        ? { ...common, type: 'correction', changes: { remarks: `${certificate.remarks}訂正` } }
        : { ...common, type: 'amendment', changes: changing };
    }
    case 'name':
      return { ...common, type: 'correction', changes: { works: { name: `${works.name}改` } } };
    case 'place':
      return {
        ...common,
        type: 'correction',
        changes: { works: { place: `${works.place}改`, number: works.number === null ? '1' : null } },
      };
    default:
      return {
        ...common,
        type: type as 'void',
        effectiveOn: certificate.issuedOn,
      };
  }
}

/** A copy as JSON with one member set, or taken away where the value is undefined. */
function withMember(certificate: Certificate, pointer: string, value: unknown): Certificate {
  const copy = JSON.parse(JSON.stringify(certificate)) as Certificate;
  const path = pointer.split('/').slice(1);
  const last = path.pop()!;
  const parent = path.reduce<unknown>((each, token) => (each as Record<string, unknown>)[token], copy) as Record<
    string,
    unknown
  >;
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}
