import { createHash } from 'node:crypto';
import { applicationStatuses, applicationStatusOf, type GuaranteeRequestState } from '@e-surety/domain';
import t from 'tap';
import { smallPdf } from '../../../scripts/demo/papers.js';
import { advance, application, guaranteeOf, journeys, performance, type Seen } from './journey.js';
import { readMail } from './mail-text.js';
import { named, said, startWorld, type TestCaller } from './world.js';

const world = await startWorld(t);
const { contractor, neighbour, underwriter, colleague, wakayama, admin, sql, workOff, mails, clock } = world;
const { read, drafted, submitted, attach, review, approve, approved, issued } = journeys(world);

interface Listed {
  applications: { id: string; status: string; branch: string; claimedBy: string | null }[];
}
const list = async (query: string, who = underwriter) =>
  ((await who.get(`/v1/applications?${query}`)).json() as Listed).applications;
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
const cash = (changes: object = {}) => application({ guarantees: [advance({ feePayment: 'cash', ...changes })] });
const withAmount = (amount: number, more: object = {}) =>
  application({
    works: { contractPrice: amount * 10 },
    guarantees: [advance({ amount, feePayment: 'cash', ...more })],
  });

t.test('the work list of a branch shows what is in a state, and whose hands it is in', async (t) => {
  const waiting = await submitted();
  const elsewhere = await submitted(application({ branch: 'wakayama' }));
  const draft = await drafted();
  t.ok(idsOf(await list('status=submitted&branch=nagano')).includes(waiting.id));
  t.notOk(idsOf(await list('status=submitted&branch=nagano')).includes(elsewhere.id));
  t.notOk(idsOf(await list('status=submitted')).includes(draft.id));
  t.equal(said(await underwriter.post(`/v1/applications/${waiting.id}/claim`)), '200');
  const [claimed] = (await list('status=under_review')).filter(({ id }) => id === waiting.id);
  t.match(claimed, { status: 'under_review', claimedBy: 'underwriter' });
  const [own] = (await list('status=under_review', contractor)).filter(({ id }) => id === waiting.id);
  t.match(own, { status: 'under_review', claimedBy: null }, 'which is no business of the company');
  t.equal(said(await colleague.post(`/v1/applications/${waiting.id}/claim`)), '409 transition_not_allowed');
  t.equal(said(await contractor.post(`/v1/applications/${elsewhere.id}/claim`)), '403 forbidden');
  t.equal(said(await underwriter.get('/v1/applications?status=unheard_of')), '400 invalid_request');
});

t.test('an underwriter of a branch sees that branch alone, the head office all', async (t) => {
  const theirs = await submitted(application({ branch: 'wakayama' }));
  const others = await submitted();
  t.equal(said(await wakayama.get(`/v1/applications/${theirs.id}`)), '200');
  for (const answer of [
    await wakayama.get(`/v1/applications/${others.id}`),
    await wakayama.post(`/v1/applications/${others.id}/claim`),
    await wakayama.get(`/v1/applications/${others.id}/history`),
    await wakayama.get(`/v1/applications/${others.id}/attachments`),
    await wakayama.post(`/v1/applications/${others.id}/messages`, { text: 'こんにちは' }),
  ]) {
    t.equal(said(answer), '404 application_not_found');
  }
  const seen = await list('', wakayama);
  t.ok(seen.length > 0);
  t.ok(seen.every(({ branch }) => branch === 'wakayama'));
});

t.test('the list asks by the same rule that names the status of an application', async (t) => {
  const { id } = await drafted();
  const states: GuaranteeRequestState[][] = [
    ['draft', 'withdrawn'],
    ['returned', 'issued'],
    ['under_review', 'approved'],
    ['awaiting_second_approval', 'issued'],
    ['submitted', 'withdrawn'],
    ['fee_due', 'declined'],
    ['held', 'issued'],
    ['issued', 'declined'],
    ['voided', 'withdrawn'],
    ['withdrawn', 'withdrawn'],
  ];
  for (const [first, second] of states) {
    await sql`update guarantee_requests set status = ${first!} where application_id = ${id} and kind = 'advance_payment'`;
    await sql`update guarantee_requests set status = ${second!} where application_id = ${id} and kind = 'performance'`;
    for (const status of applicationStatuses) {
      const listed = idsOf(await list(`status=${status}`)).includes(id);
      t.equal(listed, status === applicationStatusOf([first!, second!]), `${first}, ${second}: ${status}`);
    }
  }
});

t.test('a paper is kept as it came, under the name it came with, and handed to both sides for saving', async (t) => {
  const { id } = await drafted();
  const content = smallPdf('contract');
  const name = '請負契約書(塚田工務店) ①.pdf';
  const answer = await attach(id, { type: 'contract', name, content });
  t.equal(said(answer), '201');
  const attachment = answer.json() as { id: string };
  const sha256 = createHash('sha256').update(content).digest('base64url');
  t.match(attachment, { type: 'contract', name, mediaType: 'application/pdf', size: content.length, sha256 });
  for (const who of [contractor, underwriter]) {
    const got = await who.get(`/v1/applications/${id}/attachments/${attachment.id}`);
    t.ok(got.rawPayload.equals(content));
    t.equal(got.headers['content-type'], 'application/pdf');
    t.match(got.headers['content-disposition'], /^attachment; filename="attachment.pdf"; filename\*=UTF-8''/);
    t.ok(String(got.headers['content-disposition']).includes(encodeURIComponent('請負契約書')));
    t.equal(got.headers['x-content-type-options'], 'nosniff');
    t.equal(got.headers['cache-control'], 'no-store');
    t.match((await who.get(`/v1/applications/${id}/attachments`)).json(), {
      attachments: [{ id: attachment.id, name }],
    });
  }
  t.equal(
    said(await neighbour.get(`/v1/applications/${id}/attachments/${attachment.id}`)),
    '404 application_not_found',
  );
  const other = await drafted();
  t.equal(
    said(await contractor.get(`/v1/applications/${other.id}/attachments/${attachment.id}`)),
    '404 attachment_not_found',
  );
  t.equal(said(await underwriter.delete(`/v1/applications/${id}/attachments/${attachment.id}`)), '403 forbidden');
  t.equal(said(await contractor.delete(`/v1/applications/${id}/attachments/${attachment.id}`)), '204');
  t.equal(
    said(await contractor.get(`/v1/applications/${id}/attachments/${attachment.id}`)),
    '404 attachment_not_found',
  );
  t.strictSame(
    await sql`select from attachment_contents where attachment_id = ${attachment.id}`.then((rows) => rows.length),
    0,
  );
  const { history } = (await underwriter.get(`/v1/applications/${id}/history`)).json() as {
    history: { act: string; detail: { sha256?: string } }[];
  };
  t.strictSame(
    history.filter(({ act }) => act.endsWith('_attachment')).map(({ act, detail }) => [act, detail.sha256]),
    [
      ['add_attachment', sha256],
      ['remove_attachment', sha256],
    ],
    'what was taken away is remembered by its digest',
  );
});

t.test('a file is what its first bytes say, whatever its name', async (t) => {
  const { id } = await drafted();
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
  t.match((await attach(id, { type: 'other', name: 'contract.pdf', content: jpeg })).json(), {
    mediaType: 'image/jpeg',
  });
  t.match((await attach(id, { type: 'other', name: 'x', content: png })).json(), { mediaType: 'image/png' });
  const savedAs = async (name: string, content: string | Buffer) => {
    const { id: attachmentId } = (await attach(id, { type: 'other', name, content: Buffer.from(content) })).json() as {
      id: string;
    };
    const answer = await contractor.get(`/v1/applications/${id}/attachments/${attachmentId}`);
    return decodeURIComponent(String(answer.headers['content-disposition']).split("''")[1]!);
  };
  t.equal(await savedAs('請負契約書.pdf.cmd', smallPdf('x')), '請負契約書.pdf.cmd.pdf', 'and it opens as that');
  t.equal(await savedAs('契約書\u202Efdp.exe', smallPdf('x')), '契約書fdp.exe.pdf');
  t.equal(await savedAs('写真.JPG', jpeg), '写真.JPG');
  const refused: [string, string | Buffer][] = [
    ['evil.pdf', '<html><script>alert(1)</script>'],
    ['evil.pdf', ' %PDF-1.4'],
    ['evil.exe', Buffer.from('MZ')],
    ['empty.pdf', ''],
    ['short.png', png.subarray(0, 7)],
    ['', smallPdf('no name')],
    [`${'長'.repeat(256)}.pdf`, smallPdf('too long a name')],
  ];
  for (const [name, content] of refused) {
    const answer = await attach(id, { name, content: Buffer.from(content) });
    t.match(said(answer), /^4\d\d (attachment_refused|invalid_request)$/, name);
    t.ok(named(answer)[0]?.startsWith('/file'), name);
  }
  const path = `/v1/applications/${id}/attachments`;
  const file = { field: 'file', content: smallPdf('x'), fileName: 'x.pdf' };
  const type = { field: 'type', content: 'contract' };
  t.strictSame(named(await contractor.upload(path, [file])), ['/type required']);
  t.strictSame(named(await contractor.upload(path, [type])), ['/file required']);
  t.strictSame(named(await contractor.upload(path, [{ ...type, content: 'novel' }, file])), [
    '/type not_allowed_value',
  ]);
  t.strictSame(named(await contractor.upload(path, [type, file, { field: 'more', content: 'x' }])), [
    '/more unknown_field',
  ]);
  t.strictSame(named(await contractor.upload(path, [type, { field: 'file', content: 'text' }])), ['/file not_a_file']);
  t.equal(said(await contractor.upload(path, [type, file, file])), '400 malformed_request');
  t.equal(
    said(await contractor.upload(path, [type, file], { 'content-type': 'multipart/form-data' })),
    '400 malformed_request',
  );
  t.equal(
    said(await contractor.upload(path, [type, file], { 'content-type': 'multipart/form-data; boundary=other' })),
    '400 malformed_request',
  );
  t.equal(said(await contractor.post(path, { type: 'contract', file: 'x' })), '415 unsupported_media_type');
  t.equal(said(await contractor.upload(path, [type, file], { 'idempotency-key': '' })), '400 idempotency_key_missing');
  t.equal(said(await contractor.upload('/v1/applications', [type, file])), '415 unsupported_media_type');
});

t.test('ten mebibytes fit, one byte more does not; nor does a twenty-first paper', async (t) => {
  const { id } = await drafted();
  const large = Buffer.alloc(10 * 1024 * 1024);
  smallPdf('large').copy(large);
  t.equal(said(await attach(id, { content: large })), '201');
  t.equal(said(await attach(id, { content: Buffer.concat([large, Buffer.from('x')]) })), '413 payload_too_large');
  for (let n = 2; n <= 19; n++) t.equal(said(await attach(id, { type: 'other' })), '201');
  const answers = await Promise.all([1, 2, 3].map(() => attach(id, { type: 'other' })));
  t.strictSame(answers.map(said).sort(), ['201', '409 too_many_attachments', '409 too_many_attachments']);
});

t.test('the same upload sent twice is one paper; with other content it is refused', async (t) => {
  const { id } = await drafted();
  const parts = (line: string) => [
    { field: 'type', content: 'contract' },
    { field: 'file', content: smallPdf(line), fileName: '契約書.pdf' },
  ];
  const path = `/v1/applications/${id}/attachments`;
  const key = { 'idempotency-key': 'once' };
  const first = await contractor.upload(path, parts('a'), key);
  const again = await contractor.upload(path, parts('a'), key);
  t.strictSame(again.json(), first.json());
  t.equal(said(await contractor.upload(path, parts('b'), key)), '422 idempotency_key_reused');
  t.equal(((await contractor.get(path)).json() as { attachments: object[] }).attachments.length, 1);
});

t.test('missing papers hold up approval, not submission, and both sides are told which', async (t) => {
  const { id } = await drafted();
  t.equal(said(await contractor.post(`/v1/applications/${id}/submission`)), '200');
  const finding = { code: 'attachment_missing', severity: 'holds_approval' };
  for (const who of [contractor, underwriter]) {
    t.match((await read(id, who)).warnings, [
      { ...finding, pointer: '/guarantees/0', detail: /前払金保証の審査には、請負契約書の添付/ },
      { ...finding, pointer: '/guarantees/1', detail: /契約保証の審査には、請負契約書または落札通知書/ },
    ]);
  }
  const refusal = await approve(await read(id));
  t.equal(said(refusal), '422 approval_refused');
  t.strictSame(named(refusal), ['/guarantees/0 attachment_missing', '/guarantees/1 attachment_missing']);
  await attach(id, { type: 'award_notice' });
  const seen = await read(id);
  t.strictSame(named(await approve(seen)), ['/guarantees/0 attachment_missing'], 'the 契約保証 needs no more');
  const decisions = [
    { kind: 'advance_payment', decision: 'decline', message: '契約書の提出がないため' },
    { kind: 'performance', decision: 'approve', message: null },
  ];
  t.equal(said(await review(seen, { guarantees: decisions })), '200', 'what is declined needs no papers');
});

t.test(
  'a paper that comes while an underwriter decides makes them look again; after the decision none goes',
  async (t) => {
    const seen = await submitted();
    const { attachments } = (await contractor.get(`/v1/applications/${seen.id}/attachments`)).json() as {
      attachments: { id: string }[];
    };
    await attach(seen.id, { type: 'other' });
    t.equal(said(await approve(seen)), '412 changed_meanwhile');
    t.equal(said(await approve(await read(seen.id))), '200');
    const path = `/v1/applications/${seen.id}/attachments/${attachments[0]!.id}`;
    t.equal(said(await contractor.delete(path)), '409 transition_not_allowed');
    t.equal(said(await attach(seen.id, { type: 'amended_contract' })), '201', 'but a changed contract may come later');
    const gone = await drafted();
    await contractor.post(`/v1/applications/${gone.id}/withdrawal`);
    t.equal(said(await attach(gone.id, {})), '409 transition_not_allowed');
  },
);

t.test('from a hundred million yen on, another person approves too', async (t) => {
  const below = await submitted(withAmount(99_999_999));
  t.equal(said(await approve(below)), '200');
  t.equal((await read(below.id)).guarantees[0]!.status, 'fee_due');

  const seen = await submitted(withAmount(100_000_000));
  t.equal(said(await approve(seen)), '200');
  const referred = await read(seen.id);
  t.match(referred, { status: 'under_review', guarantees: [{ status: 'awaiting_second_approval' }] });
  t.equal(said(await approve(referred)), '409 second_approval_by_same_person');
  const first = (actor: string) =>
    sql`update guarantee_requests set referred_by = ${actor} where application_id = ${seen.id}`;
  await first('user:0b8a3c0e-0000-4000-8000-000000000000');
  t.equal(
    said(await approve(referred, colleague)),
    '409 second_approval_by_same_person',
    'whose system this is nobody knows',
  );
  await first('client:underwriter');
  t.equal(said(await approve(referred, colleague)), '200');
  t.equal((await read(seen.id)).guarantees[0]!.status, 'fee_due');
  const [row] = await sql`select referred_by, approved_by from guarantee_requests where application_id = ${seen.id}`;
  t.strictSame({ ...row }, { referred_by: 'client:underwriter', approved_by: 'client:colleague' });
});

t.test('the second person may decline or return as well, and a return begins anew', async (t) => {
  const first = await submitted(withAmount(100_000_000));
  await approve(first);
  const decline = (message: string | null) => ({
    guarantees: [{ kind: 'advance_payment', decision: 'decline', message }],
  });
  for (const silent of [null, ' ']) {
    const refused = await review(await read(first.id), decline(silent), colleague);
    t.same(named(refused), ['/guarantees/0/message required'], 'and who is declined is told why');
  }
  t.equal(said(await review(await read(first.id), decline('与信のため'), colleague)), '200');
  t.equal((await read(first.id)).guarantees[0]!.status, 'declined');

  const second = await submitted(withAmount(100_000_000));
  await approve(second);
  t.equal(
    said(await review(await read(second.id), { decision: 'return', message: '金額をご確認ください' }, colleague)),
    '200',
  );
  await contractor.post(`/v1/applications/${second.id}/submission`);
  await approve(await read(second.id), colleague);
  t.equal((await read(second.id)).guarantees[0]!.status, 'awaiting_second_approval');
  t.equal(said(await approve(await read(second.id), colleague)), '409 second_approval_by_same_person');
  t.equal(said(await approve(await read(second.id))), '200', 'who approved second before is free to be the other now');
});

t.test('what needs no second person goes on while the rest waits', async (t) => {
  const works = { contractPrice: 1_000_000_000 };
  const guarantees = [
    advance({ amount: 100_000_000, feePayment: 'cash' }),
    performance({ amount: 99_999_999, feePayment: 'cash' }),
  ];
  const seen = await submitted(application({ works, guarantees }));
  await approve(seen);
  const waiting = await read(seen.id);
  t.equal(guaranteeOf(waiting, 'advance_payment').status, 'awaiting_second_approval');
  t.equal(guaranteeOf(waiting, 'performance').status, 'fee_due');
  const both = waiting.guarantees.map(({ kind }) => ({ kind, decision: 'approve', message: null }));
  t.equal(said(await review(waiting, { guarantees: both }, colleague)), '422 review_incomplete');
  const one = { guarantees: [{ kind: 'advance_payment', decision: 'approve', message: null }] };
  t.equal(said(await review(waiting, one, colleague)), '200');
});

t.test('a return takes back what is not decided yet, and leaves what is', async (t) => {
  const works = { contractPrice: 1_000_000_000 };
  const guarantees = [
    advance({ amount: 100_000_000, feePayment: 'cash' }),
    performance({ amount: 99_999_999, feePayment: 'cash' }),
  ];
  const seen = await submitted(application({ works, guarantees }));
  await approve(seen);
  const message = '前払金の額をご確認ください。';
  t.equal(said(await review(await read(seen.id), { decision: 'return', message }, colleague)), '200');
  const left = await read(seen.id);
  t.equal(guaranteeOf(left, 'advance_payment').status, 'returned');
  t.equal(guaranteeOf(left, 'performance').status, 'fee_due');
  t.equal(said(await contractor.post(`/v1/applications/${seen.id}/submission`)), '200');
  t.equal(guaranteeOf(await read(seen.id), 'performance').status, 'fee_due', 'sent again, the rest goes on by itself');
});

t.test('of two second approvals at once one counts', async (t) => {
  const seen = await submitted(withAmount(100_000_000));
  await approve(seen);
  const waiting = await read(seen.id);
  const answers = await Promise.all([approve(waiting, colleague), approve(waiting, colleague), approve(waiting)]);
  t.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 1);
  t.equal((await read(seen.id)).guarantees[0]!.status, 'fee_due');
});

t.test('a company is guaranteed up to its limit and no further, with what is in force counted in', async (t) => {
  const already = await creditInUse();
  t.ok(already > 0);
  await setLimit(already + 60_000_000);
  t.equal(said(await approve(await submitted(withAmount(40_000_000)))), '200');
  t.equal(await creditInUse(), already + 40_000_000);
  const answer = await approve(await submitted(withAmount(20_000_001)));
  t.equal(said(answer), '409 credit_limit_exceeded');
  t.match(answer.json(), {
    facts: { creditLimit: already + 60_000_000, creditInUse: already + 40_000_000, asked: 20_000_001 },
    detail: /20,000,001円/,
  });
  t.equal(said(await approve(await submitted(withAmount(20_000_000)))), '200', 'to the yen');
  t.equal(await creditInUse(), already + 60_000_000);
});

t.test('approvals at once do not exceed the limit together', async (t) => {
  await setLimit((await creditInUse()) + 50_000_000);
  const asked: Seen[] = [];
  for (let n = 0; n < 4; n++) asked.push(await submitted(withAmount(20_000_000)));
  const answers = await Promise.all(asked.map((seen, n) => approve(seen, n % 2 === 0 ? underwriter : colleague)));
  t.strictSame(answers.map(said).sort(), ['200', '200', '409 credit_limit_exceeded', '409 credit_limit_exceeded']);
  await setLimit(100_000_000_000);
});

t.test('what ends gives its credit back', async (t) => {
  const before = await creditInUse();
  const seen = await approved(withAmount(30_000_000));
  t.equal(await creditInUse(), before + 30_000_000);
  t.equal(said(await contractor.post(`/v1/applications/${seen.id}/withdrawal`)), '200');
  t.equal(await creditInUse(), before);
});

t.test('what is in force counts once until its last day, or until it is cancelled or void', async (t) => {
  const before = await creditInUse();
  const paper = advance({ form: 'paper', amount: 20_000_000 });
  const { id } = await approved(
    application({ guarantees: [paper], paperDelivery: { method: 'branch_counter', address: null } }),
  );
  t.equal(await creditInUse(), before + 20_000_000, 'while it is being issued');
  await workOff();
  const [guarantee] = (await read(id)).guarantees;
  t.equal(guarantee!.status, 'issued');
  t.equal(await creditInUse(), before + 20_000_000, 'and when it is issued, not twice');
  const number = guarantee!.guaranteeNumber!;
  const is = (status: string, from: string) =>
    sql`update guarantees set status = ${status}, status_from = ${from} where guarantee_number = ${number}`;
  await is('cancelled', '2026-11-24');
  t.equal(await creditInUse(), before + 20_000_000, 'a cancellation to come is none yet');
  await is('cancelled', '2026-11-23');
  t.equal(await creditInUse(), before);
  await is('void', '2026-11-23');
  t.equal(await creditInUse(), before);
  await is('in_force', '2026-11-23');
  const today = clock.now;
  clock.now = new Date('2027-03-19T14:59:59Z');
  t.equal(await creditInUse(), before + 20_000_000, 'the last day is included');
  clock.now = new Date('2027-03-19T15:00:00Z');
  t.equal(await creditInUse(), before);
  clock.now = today;
});

t.test('an increase counts against the limit from its approval on', async (t) => {
  const paperDelivery = { method: 'branch_counter', address: null };
  const { id } = await approved(application({ guarantees: [performance({ form: 'paper' })], paperDelivery }));
  await workOff();
  const number = (await read(id)).guarantees[0]!.guaranteeNumber!;
  const changes = `/v1/guarantees/${number}/change-requests`;
  const increase = { type: 'increase', contractChange: null, newAmount: 8_000_000, newPeriodTo: null };
  const asked = await contractor.post(changes, {
    ...{ ...increase, effectiveOn: '2026-11-23', reason: '設計変更のため', corrections: [] },
  });
  t.equal(said(asked), '201');
  const path = `${changes}/${(asked.json() as { id: string }).id}/review`;
  const etag = { 'if-match': String(asked.headers.etag) };
  const before = await creditInUse();
  await setLimit(before + 2_999_999);
  const approval = { decision: 'approve', message: null };
  t.equal(said(await underwriter.post(path, approval, etag)), '409 credit_limit_exceeded');
  t.equal(await creditInUse(), before);
  await setLimit(before + 3_000_000);
  t.equal(said(await underwriter.post(path, approval, etag)), '200');
  t.equal(await creditInUse(), before + 3_000_000);
  await setLimit(100_000_000_000);
});

t.test('what comes of an application is seen where the application was sent, and nowhere else', async (t) => {
  const paper = (branch: string) =>
    application({
      ...{ branch, paperDelivery: { method: 'branch_counter', address: null } },
      guarantees: [performance({ form: 'paper', feePayment: 'lump_sum', feeBilledTo: `請求先 ${branch}` })],
    });
  const [theirs, others] = [await issued(paper('wakayama')), await issued(paper('nagano'))];
  const numberOf = (seen: Seen) => guaranteeOf(seen, 'performance').guaranteeNumber!;
  t.equal(said(await wakayama.get(`/v1/works/${theirs.worksId}`)), '200');
  t.equal(said(await wakayama.get(`/v1/works/${others.worksId}`)), '404 works_not_found');
  t.equal(said(await wakayama.get(`/v1/guarantees/${numberOf(theirs)}/fee-statement.pdf`)), '200');
  t.equal(said(await wakayama.get(`/v1/guarantees/${numberOf(others)}/fee-statement.pdf`)), '404 guarantee_not_found');
  t.equal(said(await wakayama.get(`/v1/guarantees/${numberOf(others)}/change-requests`)), '404 guarantee_not_found');

  type Statements = { feeStatements: { guaranteeNumber: string }[] };
  const statements = async (who: TestCaller) =>
    ((await who.get('/v1/fee-statements?limit=100')).json() as Statements).feeStatements.map(
      ({ guaranteeNumber }) => guaranteeNumber,
    );
  t.strictSame(await statements(wakayama), [numberOf(theirs)]);
  t.ok((await statements(underwriter)).includes(numberOf(others)), 'the head office sees all');
  const csv = async (who: TestCaller) => (await who.get('/v1/fee-statements/lump-sum.csv?month=2026-11')).body;
  t.ok((await csv(wakayama)).includes('請求先 wakayama'));
  t.notOk((await csv(wakayama)).includes('請求先 nagano'));
  t.ok((await csv(underwriter)).includes('請求先 nagano'));

  const overpaid = await approved(application({ guarantees: [performance({ feePayment: 'cash' })] }));
  await underwriter.post(`/v1/applications/${overpaid.id}/guarantees/performance/fee-receipt`, {
    ...{ amount: 20_001, receivedOn: '2026-11-20', method: 'cash', reference: '窓口' },
  });
  const refundables = async (who: TestCaller) =>
    ((await who.get('/v1/refundables')).json() as { refundables: { applicationId: string }[] }).refundables;
  t.match(await refundables(underwriter), [{ applicationId: overpaid.id, refundable: 1 }]);
  t.strictSame(await refundables(wakayama), []);
});

t.test('both sides write to each other, and what is written stays', async (t) => {
  const { id } = await submitted(application({ messageToIssuer: '至急お願いします。' }));
  const path = `/v1/applications/${id}/messages`;
  t.equal(said(await underwriter.post(path, { text: '契約書の2頁目も\nお送りください。' })), '201');
  t.equal(said(await contractor.post(path, { text: '承知しました。' })), '201');
  const { messages } = (await contractor.get(path)).json() as {
    messages: { text: string; sentBy: string; author: string }[];
  };
  t.strictSame(
    messages.map(({ sentBy, text }) => [sentBy, text]),
    [
      ['contractor', '承知しました。'],
      ['issuer', '契約書の2頁目も\nお送りください。'],
      ['contractor', '至急お願いします。'],
    ],
    'the newest first, and what the form said among them',
  );
  t.equal(messages[1]!.author, 'underwriter');
  const page = (await underwriter.get(`${path}?limit=2`)).json() as { messages: object[]; next: string };
  const rest = (await underwriter.get(`${path}?limit=2&cursor=${page.next}`)).json() as { messages: object[] };
  t.equal(page.messages.length + rest.messages.length, 3);
  for (const text of ['', ' \n ', 'x'.repeat(2001), 'ベル\u0007']) {
    t.equal(said(await contractor.post(path, { text })), '400 invalid_request');
  }
  t.equal(said(await neighbour.post(path, { text: 'x' })), '404 application_not_found');
  t.equal(said(await admin.post(path, { text: 'x' })), '403 forbidden');
  await t.rejects(sql`update messages set text = 'something else' where application_id = ${id}`, /append-only/);
  await t.rejects(sql`delete from messages where application_id = ${id}`, /append-only/);
});

t.test('the contact is told once by mail what was returned, declined, or is to be paid, and by when', async (t) => {
  await workOff();
  const before = mails().length;
  const returned = await submitted(cash());
  await review(returned, { decision: 'return', message: '工期の終わりをご確認ください。' });
  await contractor.post(`/v1/applications/${returned.id}/submission`);
  const declined = await submitted(cash());
  await review(declined, {
    guarantees: [{ kind: 'advance_payment', decision: 'decline', message: '決算書を確認できないため' }],
  });
  const due = await approved(cash({ feePayment: 'bank_transfer' }));
  const atCounter = await approved(cash());
  await workOff();
  const all = await Promise.all(mails().map(readMail));
  t.equal(all.length, before + 4);
  const about = (part: string) => {
    const found = all.filter(({ messageId }) => messageId.includes(part));
    t.equal(found.length, 1, part);
    return found[0]!;
  };
  const [{ id: messageId }] = await sql<
    [{ id: number }]
  >`select id from messages where application_id = ${returned.id} and sent_by = 'issuer'`;
  const first = about(`returned-notice.${messageId}@mihon.example.jp`);
  t.equal(first.to, 'soumu@ejcs.co.jp');
  t.match(first.subject, /差戻しについて/);
  t.match(first.text, /○○建設 株式会社\n総務部 見本 太郎 様/);
  t.match(first.text, /工期の終わりをご確認ください。/, 'although it has been sent again since');
  t.match(first.text, /発注者 +富士見町/);
  t.match(
    about(`declined-notice.${declined.id}.advance_payment@`).text,
    /お引受けできない[\s\S]*決算書を確認できないため/,
  );
  const fee = about(`fee-due-notice.${due.id}.advance_payment.2026-12-07@`).text;
  t.match(fee, /保証料 +60,000円/);
  t.match(fee, /お支払先 +見本銀行 本店営業部 普通預金 0000000/);
  t.match(fee, /お支払期限 +令和8年12月7日/, 'fourteen days after the day of approval');
  t.match(about(`fee-due-notice.${atCounter.id}.advance_payment.2026-12-07@`).text, /お支払先 +長野支店の窓口/);
  await workOff();
  t.equal(mails().length, all.length, 'and never twice');

  const { id: over } = await approved(cash());
  await contractor.post(`/v1/applications/${over}/withdrawal`);
  await workOff();
  t.equal(mails().length, all.length, 'whoever has withdrawn is asked for no fee');

  const today = clock.now;
  clock.now = new Date('2026-12-11T00:00:00Z');
  await workOff();
  const lapsed = mails()
    .map(readMail)
    .filter(({ messageId, text }) => messageId.startsWith('returned-notice.') && /お支払期限/.test(text));
  t.ok(lapsed.length >= 2, 'nor is a fee that never came passed over in silence');
  clock.now = today;
});

t.test('the history tells underwriters every act, with who and when', async (t) => {
  clock.now = new Date('2026-11-23T02:00:00Z');
  const seen = await submitted(cash());
  await underwriter.post(`/v1/applications/${seen.id}/claim`);
  await contractor.post(`/v1/applications/${seen.id}/messages`, { text: 'よろしくお願いします。' });
  clock.now = new Date('2026-11-23T03:00:00Z');
  await approve(await read(seen.id), colleague);
  const path = `/v1/applications/${seen.id}/history`;
  const { history } = (await underwriter.get(path)).json() as { history: { act: string; actor: string; at: string }[] };
  t.strictSame(
    history.map(({ act, actor, at }) => [act, actor, at]),
    [
      ['create_application', 'client:marumaru-kensetsu', '2026-11-23T02:00:00.000Z'],
      ['add_attachment', 'client:marumaru-kensetsu', '2026-11-23T02:00:00.000Z'],
      ['submit_application', 'client:marumaru-kensetsu', '2026-11-23T02:00:00.000Z'],
      ['claim_application', 'client:underwriter', '2026-11-23T02:00:00.000Z'],
      ['post_message', 'client:marumaru-kensetsu', '2026-11-23T02:00:00.000Z'],
      ['review_application', 'client:colleague', '2026-11-23T03:00:00.000Z'],
      ['demand_fee', 'fees', '2026-11-23T03:00:00.000Z'],
    ],
  );
  const page = (await underwriter.get(`${path}?limit=4`)).json() as { history: object[]; next: string };
  const rest = (await underwriter.get(`${path}?limit=4&cursor=${page.next}`)).json() as {
    history: object[];
    next: null;
  };
  t.strictSame([...page.history, ...rest.history], history);
  t.equal(said(await contractor.get(path)), '403 forbidden');
  t.equal(said(await underwriter.get(`${path}?cursor=x`)), '400 invalid_request');
});

interface Case {
  applicationId: string;
  type: string;
  status: string;
  kind: string;
  claimedBy: string | null;
  mine: boolean;
  firstApprovalBy: string | null;
  payBy: string | null;
  awaitsReply: boolean;
  change: { type: string } | null;
}
const casesOf = async (query: string, who = underwriter) => {
  const { cases } = (await who.get(`/v1/cases?${query}`)).json() as { cases: Case[] };
  return cases;
};
const counts = async (query = '', who = underwriter) =>
  (await who.get(`/v1/cases/counts?${query}`)).json() as {
    guarantees: Record<string, number>;
    changes: Record<string, number>;
    dispatch: number;
    awaitingReply: number;
  };

t.test('what is sent stands in the list of cases until its end, with whom it waits for', async (t) => {
  const before = await counts('branch=nagano');
  const draft = await drafted();
  const seen = await submitted(withAmount(100_000_000));
  const ofIt = async (query = '') =>
    (await casesOf(`q=${encodeURIComponent('○○建設')}&limit=100&${query}`)).filter(
      ({ applicationId }) => applicationId === seen.id,
    );
  t.notOk((await casesOf('limit=100')).some(({ applicationId }) => applicationId === draft.id));
  t.match(await ofIt(), [{ type: 'guarantee', status: 'submitted', claimedBy: null, mine: false }]);
  t.equal((await counts('branch=nagano')).guarantees.submitted, before.guarantees.submitted! + 1);
  await underwriter.post(`/v1/applications/${seen.id}/claim`);
  t.match(await ofIt('mine=true'), [{ status: 'under_review', claimedBy: 'underwriter', mine: true }]);
  t.match(await casesOf('mine=true', colleague), [], 'nobody else has claimed it');
  await approve(await read(seen.id));
  t.match(await ofIt('status=awaiting_second_approval'), [{ firstApprovalBy: 'underwriter', payBy: null }]);
  await approve(await read(seen.id), colleague);
  t.match(await ofIt('status=fee_due'), [{ payBy: '2026-12-07' }]);
  await contractor.post(`/v1/applications/${seen.id}/messages`, { text: '明日振り込みます。' });
  t.match(await ofIt('awaitsReply=true'), [{ awaitsReply: true }]);
  t.equal((await counts('branch=nagano')).awaitingReply, before.awaitingReply + 1);
  await underwriter.post(`/v1/applications/${seen.id}/messages`, { text: '承知しました。' });
  t.strictSame(await ofIt('awaitsReply=true'), []);
  await contractor.post(`/v1/applications/${seen.id}/withdrawal`);
  t.strictSame(await ofIt(), []);
  t.strictSame(await counts('branch=nagano'), before);
});

t.test(
  'the cases of a branch are listed the longest waiting first, page by page, and for that branch alone',
  async (t) => {
    const all = await casesOf('limit=100');
    const page = (await underwriter.get('/v1/cases?limit=3')).json() as { cases: object[]; next: string };
    const rest = (await underwriter.get(`/v1/cases?limit=100&cursor=${page.next}`)).json() as { cases: object[] };
    t.strictSame([...page.cases, ...rest.cases].slice(0, 100), all);
    const theirs = (await wakayama.get('/v1/cases?limit=100')).json() as { cases: { branch: string }[] };
    t.ok(theirs.cases.length > 0 && theirs.cases.every(({ branch }) => branch === 'wakayama'));
    t.strictSame((await wakayama.get('/v1/cases?branch=nagano')).json(), { cases: [], next: null });
    t.equal((await counts('branch=nagano', wakayama)).guarantees.submitted, 0);
    t.equal(said(await underwriter.get('/v1/cases?cursor=x')), '400 invalid_request');
    t.equal(said(await contractor.get('/v1/cases')), '403 forbidden');
  },
);

t.test('the review sheet shows what an approval would weigh, and what its reader may do', async (t) => {
  const works = { contractPrice: 250_000_000 };
  const guarantees = [
    advance({ amount: 100_000_001, feePayment: 'cash' }),
    performance({ amount: 25_000_000, feePayment: 'cash' }),
  ];
  const { id } = await drafted(application({ works, guarantees }));
  await attach(id, { type: 'award_notice' });
  await contractor.post(`/v1/applications/${id}/submission`);
  const sheetFor = async (who = underwriter) => (await who.get(`/v1/applications/${id}/review-sheet`)).json();
  const already = await creditInUse();
  t.match(await sheetFor(), {
    contractor: { id: 'marumaru-kensetsu', lumpSumAgreement: true },
    credit: { limit: 100_000_000_000, inUse: already, asked: 125_000_001, within: true },
    rules: { validFrom: /^20/, judgedOn: '2026-11-23', source: /案内/ },
    ...{ claimedBy: null, mine: false, commands: ['claim', 'return'] },
    guarantees: [
      {
        ...{ kind: 'advance_payment', commands: ['approve', 'decline'], needsSecondApproval: true },
        limits: [
          { kept: false, bound: 'at_most', ppm: 400_000, judged: 100_000_001, limit: 100_000_000, percent: '40.0' },
        ],
        papers: [{ anyOf: ['contract'], present: false }],
      },
      {
        ...{ kind: 'performance', needsSecondApproval: false, firstApproval: null },
        limits: [{ kept: true, bound: 'at_least', ppm: 100_000, limit: 25_000_000 }],
        papers: [{ anyOf: ['contract', 'award_notice'], present: true }],
      },
    ],
  });
  await attach(id, { type: 'contract' });
  await approve(await read(id));
  t.match(await sheetFor(), {
    ...{ mine: true, claimedBy: 'underwriter', commands: ['return'] },
    guarantees: [
      {
        status: 'awaiting_second_approval',
        commands: ['decline'],
        firstApproval: { by: 'underwriter' },
        approval: null,
      },
      { status: 'fee_due', commands: ['receive_fee'], payBy: '2026-12-07', approval: { by: 'underwriter' } },
    ],
  });
  t.match(await sheetFor(colleague), { guarantees: [{ commands: ['approve', 'decline'] }, {}] });
  const receipt = { amount: 200_000, receivedOn: '2026-11-23', method: 'cash', reference: '窓口' };
  t.equal(said(await underwriter.post(`/v1/applications/${id}/guarantees/performance/fee-receipt`, receipt)), '200');
  t.match(await sheetFor(), { guarantees: [{}, { commands: [], feeReceipt: { refundable: 100_000 } }] });
  const { feeReceipts } = (await underwriter.get('/v1/fee-receipts?branch=nagano')).json() as { feeReceipts: object[] };
  t.match(feeReceipts[0], { applicationId: id, amount: 200_000, fee: 100_000, recordedBy: 'underwriter' });
  t.strictSame((await wakayama.get('/v1/fee-receipts')).json(), { feeReceipts: [], next: null });
  t.strictSame((await wakayama.get('/v1/refundables')).json(), { refundables: [], next: null });
  t.equal(said(await contractor.get(`/v1/applications/${id}/review-sheet`)), '403 forbidden');
  t.equal(said(await wakayama.get(`/v1/applications/${id}/review-sheet`)), '404 application_not_found');
});

t.test('the review sheet of a change says what it would cost, and who else has to agree', async (t) => {
  const paperDelivery = { method: 'branch_counter', address: null };
  const { id } = await approved(application({ guarantees: [performance({ form: 'paper' })], paperDelivery }));
  await workOff();
  const number = (await read(id)).guarantees[0]!.guaranteeNumber!;
  const changes = `/v1/guarantees/${number}/change-requests`;
  const nothing = { contractChange: null, newAmount: null, newPeriodTo: null, effectiveOn: null, corrections: [] };
  const ask = async (change: object, who = contractor) => {
    const answer = await who.post(changes, { ...nothing, reason: '設計変更のため', ...change });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return (answer.json() as { id: string }).id;
  };
  const more = await ask({ type: 'increase', newAmount: 8_000_000, effectiveOn: '2026-11-23' });
  const sheetFor = async (one: string, who = underwriter) => (await who.get(`${changes}/${one}/review-sheet`)).json();
  t.match(await sheetFor(more), {
    before: { amount: 5_000_000, periodTo: '2027-03-19', contractPrice: 50_000_000 },
    feeChange: { direction: 'extra', amount: 12_000 },
    credit: { asked: 3_000_000, within: true },
    ...{ needsSecondPerson: false, commands: ['approve', 'decline', 'return'] },
  });
  t.match(await casesOf(`type=change&q=${number}`), [{ change: { type: 'increase' }, status: 'submitted' }]);
  t.equal((await casesOf(`type=change&q=${number.replaceAll('-', '')}`)).length, 1, 'without its hyphens too');
  await contractor.post(`${changes}/${more}/withdrawal`);
  const taken = await ask({ type: 'void' }, underwriter);
  t.match(await sheetFor(taken), { needsSecondPerson: true, commands: ['decline', 'return'] });
  t.match(await sheetFor(taken, colleague), { commands: ['approve', 'decline', 'return'] });
});

t.test('companies and people are found by a part of their name, guarantees by that of their parties', async (t) => {
  const of = async (url: string, who = admin) => (await who.get(url)).json();
  const q = encodeURIComponent;
  t.match(await of(`/v1/contractors?q=${q('△△')}`), {
    contractors: [{ name: '△△土木 有限会社', lumpSumAgreement: false }],
  });
  t.match(await of(`/v1/contractors?q=${q('%')}`), { contractors: [] });
  t.match(await of('/v1/users?role=contractor&q=CONTR'), { users: [{ loginId: 'contractor' }] });
  t.match(await of('/v1/users?role=underwriter&q=contr'), { users: [] });
  const { guarantees } = (await of(`/v1/guarantees?q=${q('富士見')}`, underwriter)) as { guarantees: object[] };
  t.ok(guarantees.length > 0);
  t.same(
    ((await of(`/v1/guarantees?q=${q('○○建設')}`, underwriter)) as typeof t & { guarantees: object[] }).guarantees,
    guarantees,
  );
});

async function creditInUse(): Promise<number> {
  const answer = await underwriter.get('/v1/contractors/marumaru-kensetsu');
  return (answer.json() as { creditInUse: number }).creditInUse;
}

async function setLimit(creditLimit: number): Promise<void> {
  const path = '/v1/contractors/marumaru-kensetsu';
  const answer = await admin.get(path);
  const { id: _, creditInUse: __, createdAt: ___, ...input } = answer.json() as Record<string, unknown>;
  const put = await admin.put(path, { ...input, creditLimit }, { 'if-match': String(answer.headers.etag) });
  if (put.statusCode !== 200) throw new Error(put.body);
}
