import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import {
  type CalendarDay,
  calendarDay,
  type ElectronicRequest,
  type ElectronicTrigger,
  governingRules,
  guaranteeKindNames,
  guaranteeKinds,
  isOrdererCode,
  judgeElectronicBy,
  type OrdererRules,
  prefectureOf,
  publicRules,
  type RulesVersion,
  type SubmissionFacts,
  type SubmissionRule,
  searchKey,
  submissionFields,
  submissionGuideFor,
  submissionGuideLines,
  templateFaults,
} from '../src/index.js';

const day = calendarDay;
const runs = { numRuns };

const noDates = {
  notice: null,
  bid: null,
  order: null,
  award: null,
  plannedContract: null,
  contract: null,
  originalContract: null,
};
const request: ElectronicRequest = {
  kind: 'advance_payment',
  subject: 'construction',
  dates: noDates,
  ordererAllowsElectronic: false,
  appliedOn: day('2026-11-12'),
  today: day('2026-11-20'),
};
const withDates = (dates: Partial<ElectronicRequest['dates']>) => ({ ...request, dates: { ...noDates, ...dates } });

function version(
  validFrom: string,
  trigger: ElectronicTrigger | null,
  electronic: Partial<OrdererRules['electronic']> = {},
): RulesVersion {
  const accepted = { since: null, trigger, kinds: [...guaranteeKinds], subjects: ['construction' as const] };
  return {
    validFrom: day(validFrom),
    rules: { electronic: { ...accepted, ...electronic }, submission: [], source: validFrom },
  };
}

const old = version('2024-04-01', 'contract_date', { since: day('2024-04-01') });
const newer = version('2026-10-01', 'notice_date', { since: day('2024-04-01') });

t.test('each version is chosen by the day that its own trigger names', async (t) => {
  const governed = (dates: Partial<ElectronicRequest['dates']>) => governingRules([old, newer], withDates(dates));
  t.same(governed({ notice: day('2026-10-01') }), { version: newer, judgedOn: '2026-10-01' }, 'the first day counts');
  t.same(
    governed({ notice: day('2026-09-30'), contract: day('2026-11-10') }),
    { version: old, judgedOn: '2026-11-10' },
    'announced before the new rules: the old ones, by their own day',
  );
  t.same(governingRules([newer, old], withDates({ notice: day('2026-10-01') })).version, newer, 'in any order');
});

t.test('rules that begin later count for works whose day is later', async (t) => {
  const next = version('2027-04-01', 'contract_date');
  const planned = (text: string) => governingRules([old, next], withDates({ plannedContract: day(text) })).version;
  t.equal(planned('2027-04-01'), next);
  t.equal(planned('2027-03-31'), old);
});

t.test('until the date is given the version of the day of application stands in, and the field is named', async (t) => {
  t.same(governingRules([old, newer], request), { version: newer, judgedOn: '2026-11-12' });
  t.same(judgeElectronicBy([old, newer], request), {
    accepted: false,
    reason: 'electronic_date_missing',
    since: '2024-04-01',
    missing: 'notice',
  });
});

t.test('what a body published first reaches back, so that an unknown first day never refuses', async (t) => {
  const only = version('2026-10-01', 'notice_date');
  const long = withDates({ notice: day('2023-01-01') });
  t.same(governingRules([only], long), { version: only, judgedOn: '2023-01-01' });
  t.match(judgeElectronicBy([only], long), { accepted: true });
  t.match(judgeElectronicBy([old], withDates({ contract: day('2024-03-31') })), {
    reason: 'electronic_not_yet_accepted',
    since: '2024-04-01',
    on: '2024-03-31',
  });
});

t.test('a body without rules is unconfirmed, and one that has announced them says from when', async (t) => {
  t.same(governingRules([], request), { version: null, judgedOn: '2026-11-12' });
  t.match(judgeElectronicBy([], request), { accepted: false, reason: 'electronic_unconfirmed' });
  for (const since of [null, day('2027-01-01'), day('2027-06-01')]) {
    const announced = version('2027-04-01', null, { since });
    t.match(judgeElectronicBy([announced], request), {
      accepted: false,
      reason: 'electronic_not_yet_accepted',
      since: since === '2027-06-01' ? since : '2027-04-01',
    });
  }
});

t.test(
  'the day of application stays the same when it is judged again, the day of the guarantee does not',
  async (t) => {
    const ended = version('2026-11-15', null, { kinds: [] });
    t.match(judgeElectronicBy([old, ended], withDates({ contract: day('2026-11-10') })), { accepted: true });
    const since = day('2026-11-20');
    t.match(judgeElectronicBy([version('2024-01-01', null, { since })], request), {
      accepted: false,
      on: '2026-11-12',
    });
    const concluded = version('2024-01-01', 'guarantee_contract_date', { since });
    t.match(judgeElectronicBy([concluded], request), { accepted: true, on: '2026-11-20' });
  },
);

t.test('a body can exclude works whose original contract is older than its beginning', async (t) => {
  const excludes = ['amendment_of_contract_before_start' as const];
  const nagato = [version('2024-01-01', 'planned_contract_notice_date', { since: day('2024-01-01'), excludes })];
  const judged = (originalContract: CalendarDay | null) =>
    judgeElectronicBy(nagato, withDates({ plannedContract: day('2026-11-01'), originalContract }));
  t.match(judged(day('2023-12-31')), { accepted: false, reason: 'electronic_excluded', on: '2023-12-31' });
  t.match(judged(day('2024-01-01')), { accepted: true });
  t.match(judged(null), { accepted: true });
});

t.test('the public is told of the rules of today, or else of those that are announced', async (t) => {
  const stopped = version('2026-11-01', null, { kinds: [] });
  const announced = version('2027-04-01', null);
  const today = day('2026-11-20');
  t.equal(publicRules([], today), null);
  t.equal(publicRules([old, newer], today), newer);
  t.equal(publicRules([announced], today), announced);
  t.equal(publicRules([stopped, announced], today), announced);
  t.equal(publicRules([old, stopped], today), stopped);
});

const responsible = { name: '見本 正', phone: '026-000-0001' };
const facts: SubmissionFacts = {
  ordererName: '見本市',
  kind: 'advance_payment',
  guaranteeNumber: '12-08-0000123-4',
  works: {
    subject: 'construction',
    name: '市道○○線 道路改良工事',
    number: '08-0123-45678',
    tenderNumber: '第123号',
    contractNumber: null,
    submitTo: null,
  },
  contractorName: '○○建設 株式会社',
  contact: { name: '見本 太郎', phone: '026-000-0000', email: 'soumu@example.jp' },
  responsible: null,
};
const rule: SubmissionRule = {
  kinds: ['advance_payment'],
  channel: 'email',
  subject: null,
  body: [],
  attach: ['key_notice'],
  deadline: null,
  confirmByPhone: false,
};
const rulesWith = (changes: Partial<SubmissionRule>): OrdererRules => ({
  ...old.rules,
  submission: [{ ...rule, ...changes }],
});
const guide = (changes: Partial<SubmissionRule>, works: Partial<SubmissionFacts['works']> = {}) =>
  submissionGuideFor(rulesWith(changes), { ...facts, works: { ...facts.works, ...works } });

t.test('a subject line is filled from the guarantee, in the form that is asked for', async (t) => {
  const subject = (template: string, works: Partial<SubmissionFacts['works']> = {}) =>
    guide({ subject: template }, works).subject?.text;
  t.equal(subject('【電子保証書】_{workNumber:11digits-no-hyphen}'), '【電子保証書】_08012345678');
  t.equal(subject('{workNumber:11digits-no-hyphen}', { number: '０８－０１２３－４５６７８' }), '08012345678');
  t.equal(subject('{workNumber:no-hyphen}', { number: '富建8-12号' }), '富建812号');
  t.equal(subject('{guaranteeKind}{workNumber}{contractorName}'), '前払金保証08-0123-45678○○建設 株式会社');
});

t.test('what is missing is named and never guessed', async (t) => {
  for (const number of [null, '  ', '08-0123', '08-0123-456789', '第8号']) {
    const { subject, missing } = guide({ subject: '【電子】{workNumber:11digits-no-hyphen}' }, { number });
    t.equal(subject?.text, null, `${number}`);
    t.equal(subject?.pattern, '【電子】〔工事番号(ハイフンなしの11桁の数字)〕');
    t.same(missing, [{ field: 'workNumber', label: '工事番号(ハイフンなしの11桁の数字)' }]);
  }
  const { body, missing } = guide({ body: ['responsibleName', 'contactName', 'responsibleName'] });
  t.same(
    body.map(({ value }) => value),
    [null, '見本 太郎', null],
  );
  t.same(missing, [{ field: 'responsibleName', label: '責任者の氏名' }], 'once');
  const named = submissionGuideFor(rulesWith({ body: ['responsibleName', 'responsiblePhone'] }), {
    ...facts,
    responsible,
  });
  t.match(named, { body: [{ value: '見本 正' }, { value: '026-000-0001' }], missing: [] }, 'who was entered');
  t.equal(guide({ subject: '{workName}' }, { subject: 'consulting', name: ' ' }).subject?.pattern, '〔業務名〕');
});

t.test('the addressee is what the contractor entered, else what the body publishes, else to be asked', async (t) => {
  const entered = { department: '建設課', person: '係長', email: 'kensetsu@example.jp' };
  const published = { department: '契約課', email: 'keiyaku@example.jp' };
  const head = (changes: Partial<SubmissionRule>, submitTo: SubmissionFacts['works']['submitTo']) => {
    const made = guide(changes, { submitTo });
    return { ...made.addressee, line: submissionGuideLines(made)[0]?.text };
  };
  t.match(head(published, entered), {
    from: 'contractor',
    email: 'kensetsu@example.jp',
    line: '見本市 建設課 係長 様(kensetsu@example.jp)',
  });
  t.match(head(published, { department: '建設課', person: null, email: null }), {
    from: 'contractor',
    text: '見本市 建設課 御中',
    email: 'keiyaku@example.jp',
  });
  const nothing = { department: null, person: null, email: null };
  t.match(head(published, nothing), { from: 'orderer', line: '見本市 契約課 御中(keiyaku@example.jp)' });
  t.match(head({}, nothing), { from: 'open', email: null, line: /担当課に宛先を確認してください/ });
  t.match(head({ department: '契約課' }, null), { from: 'orderer', line: /担当課に宛先を確認してください/ });
});

t.test('of a body that publishes nothing the guide says so', async (t) => {
  for (const rules of [null, rulesWith({ kinds: ['performance'] })]) {
    const made = submissionGuideFor(rules, facts);
    t.match(made, { prescribed: false, channel: null, subject: null, missing: [], addressee: { from: 'open' } });
    t.match(submissionGuideLines(made)[1], { label: '提出方法', text: /担当課に確認してください/ });
  }
});

t.test('a template that nobody can fill is found out before it is taken in', async (t) => {
  t.same(templateFaults('【{guaranteeKind}】{workNumber:11digits-no-hyphen}_{workName}'), []);
  t.same(templateFaults('{work}{workNumber:hex}{workName'), ['{work}', '{workNumber:hex}', '{']);
  t.same(templateFaults('}{{workName}}'), ['}', '{', '}']);
});

t.test('no placeholder is ever left unfilled', async () => {
  const part = fc.oneof(
    fc
      .constantFrom(...submissionFields)
      .chain((field) => fc.constantFrom(`{${field}}`, `{${field}:5digits-no-hyphen}`)),
    fc.string().map((text) => text.replaceAll(/[{}]/gu, '')),
  );
  const plain = fc.string().map((text) => text.replaceAll(/[{}]/gu, ''));
  const maybe = fc.option(plain);
  const works = fc.record({ name: plain, number: maybe, tenderNumber: maybe, contractNumber: maybe });
  fc.assert(
    fc.property(fc.array(part), works, fc.subarray([...submissionFields]), (parts, known, body) => {
      const made = guide({ subject: parts.join(''), body }, known);
      const text = JSON.stringify({ ...made, lines: submissionGuideLines(made) }, (key, value) =>
        typeof value === 'object' || key === '' ? value : String(value).replaceAll(/[{}]/gu, '<brace>'),
      );
      return !text.includes('<brace>') && (made.subject?.text === null) === (made.subject?.missing.length !== 0);
    }),
    runs,
  );
});

/** The directory that the product ships, held against guides that a person has read. `UPDATE_GOLDEN=1` writes them anew. */
t.test('the guides of the shipped directory are those that were read and found right', async (t) => {
  const directory = new URL('../../../services/issuer/directory/', import.meta.url);
  const golden = new URL('./golden/submission-guides/', import.meta.url);
  const files = readdirSync(directory).sort();
  t.equal(files.length, 16);
  for (const file of files) {
    const entry = JSON.parse(readFileSync(new URL(file, directory), 'utf8'));
    t.ok(isOrdererCode(entry.code), entry.code);
    t.equal(prefectureOf(entry.code), entry.prefecture);
    const { rules } = (entry.rules as RulesVersion[]).at(-1)!;
    const told = rules.electronic.kinds.map((kind) => {
      const made = submissionGuideFor(rules, { ...facts, ordererName: entry.name, kind, responsible });
      const lines = submissionGuideLines(made).map(({ label, text }) => `${label}: ${text}`);
      const missing = made.missing.map(({ label }) => `(不明: ${label})`);
      return [`# ${entry.name} ${guaranteeKindNames[kind]}`, ...lines, ...missing].join('\n');
    });
    const text = `${told.join('\n\n')}\n`;
    const place = new URL(file.replace('.json', '.txt'), golden);
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(golden, { recursive: true });
      writeFileSync(place, text);
    }
    t.ok(existsSync(place), file);
    t.equal(text, readFileSync(place, 'utf8'), file);
    t.notMatch(text, /[{}]/);
  }
  t.equal(readdirSync(golden).length, 16);
});

t.test('names are looked for without regard to width, case, spaces and kind of kana', async (t) => {
  for (const typed of ['フジミまち', 'ﾌｼﾞﾐﾏﾁ', 'ふじみ まち']) t.equal(searchKey(typed), 'ふじみまち');
  t.equal(searchKey('竜ヶ崎市'), searchKey('竜ケ崎市'));
  t.equal(searchKey('Ｋ－ＭＬＩＴ０１'), 'k-mlit01');
  t.equal(prefectureOf('203629'), '長野県');
  t.equal(prefectureOf('K-MLIT01'), null);
  t.equal(prefectureOf('480000'), null);
});
