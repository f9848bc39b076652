import { createDsureClient } from '@e-surety/client/dsure';
import t from 'tap';
import { readPaper, withoutSpace } from '../../../packages/papers/test/reading.js';
import { startDsure } from './dsure.js';
import { advance, application, guaranteeOf, journeys, performance } from './journey.js';
import { said, startWorld } from './world.js';

// Another town, another trigger, and names as registers, keyboards and files of other systems bring them.

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { contractor, sql } = world;
const { issued, drafted } = journeys(world);
const orderer = createDsureClient({ baseUrl: dsure.url });

/** 髙 and 﨑 are outside of JIS X 0208, U+FA10 becomes another letter under every normalisation, 𠮷 has two UTF-16 units. */
const names = {
  contractor: '髙﨑\uFA10建設㈱',
  representative: '髙﨑 \uFA10雄',
  member: '𠮷野家\u3000興業（有）',
  works: [
    `令和８年度\u3000由良港海岸①号線（髙\uFA10地区）〜第２工区〜${'護岸改修・附帯「辻」排水工'.repeat(6)}`.padEnd(
      116,
      '工',
    ),
    '𠮷㈱―ー',
  ].join(''),
  place: '和歌山県日高郡由良町大字\uFA10﨑 1−2番地先',
  number: '由建第１２−３号',
  signatory: '由良町長',
  contact: '山﨑 髙子',
  department: '経理部\u3000ｹｲﾘ課',
};

const jointVenture = {
  name: `${names.contractor}・${names.member} 特定建設工事共同企業体`,
  representative: 1,
  members: [member(names.member, '33.3333'), member(names.contractor, '66.6667')],
};

const typed = application({
  orderer: ' ３０３８３６ ',
  works: {
    subject: 'construction',
    name: names.works,
    number: names.number,
    place: names.place,
    contractPrice: '￥５０，０００，０００−',
    contractDate: '令和8年11月10日',
    contractNumber: null,
    tenderNumber: null,
    dates: {
      notice: 'R8.10.1',
      bid: '２０２６／１０／２０',
      order: '20261021',
      award: 'Ｒ８．１０．２１',
      plannedContract: '2026-11-10',
      originalContract: null,
    },
    period: { from: '20261111', to: 'R9.3.19' },
    jointVenture,
    ordererSignatory: { office: null, title: names.signatory, name: '見本 太郎' },
    contractorSignatory: { office: '和歌山営業所', title: '所長', name: names.representative },
  },
  guarantees: [
    advance({ amount: '２０，０００，０００円', depositary: 'ｷﾖｳ銀行 ﾕﾗ支店(ﾊﾟﾋﾞﾘｵﾝ)', redeposit: 'used' }),
    performance({ amount: '金5,000,000円也' }),
  ],
  branch: 'wakayama',
  contact: {
    department: names.department,
    title: null,
    name: names.contact,
    phone: '0738-00-0000',
    email: 'keiri@example.jp',
  },
});

function member(name: string, sharePercent: string) {
  const address = names.place;
  return { name, address, representativeTitle: '代表取締役', representativeName: names.representative, sharePercent };
}

const exactly = {
  name: names.works,
  number: names.number,
  place: names.place,
  contractPrice: 50_000_000,
  contractDate: '2026-11-10',
  period: { from: '2026-11-11', to: '2027-03-19' },
};

await sql`update contractors set name = ${names.contractor}, representative_name = ${names.representative}
          where id = 'marumaru-kensetsu'`;

t.test('names come through byte for byte; numbers, amounts and days as they were meant', async (t) => {
  t.equal([...names.works].length, 120);
  const draft = await drafted(typed);
  t.match(draft, {
    orderer: '303836',
    works: {
      ...exactly,
      jointVenture,
      dates: { notice: '2026-10-01', bid: '2026-10-20', order: '2026-10-21', award: '2026-10-21' },
    },
    contact: { department: names.department, name: names.contact },
    warnings: [],
  });
  t.match(guaranteeOf(draft, 'advance_payment'), {
    amount: 20_000_000,
    advance: { depositary: 'キヨウ銀行\u3000ユラ支店（パビリオン）' },
  });
  t.match(guaranteeOf(draft, 'performance'), { amount: 5_000_000 });
});

t.test(
  'they stand unchanged in the signed certificate, on its paper, on the key notice and in what the orderer reads',
  async (t) => {
    const seen = await issued(typed);
    for (const { kind, guaranteeNumber } of seen.guarantees) {
      const path = `/v1/guarantees/${guaranteeNumber}`;
      const jws = (await contractor.get(`${path}/certificate.jws`)).body;
      const payload = Buffer.from(jws.split('.')[1]!, 'base64url');
      const certificate = JSON.parse(payload.toString('utf8'));
      const expected = {
        orderer: { code: '303836', name: '由良町', signatory: { title: names.signatory, name: '見本 太郎' } },
        contractor: {
          name: jointVenture.name,
          jointVenture,
          signatory: { name: names.representative },
        },
        works: exactly,
      };
      t.match(certificate, expected, kind);
      for (const name of [names.works, names.member, names.contractor, names.place]) {
        t.ok(payload.includes(Buffer.from(name, 'utf8')), 'as the same bytes, unescaped');
      }
      const { certificate: shown } = (await contractor.get(path)).json() as { certificate: object };
      t.strictSame(shown, certificate);

      const paper = await readPaper(new Uint8Array((await contractor.get(`${path}/certificate.pdf`)).rawPayload));
      for (const name of [
        names.works,
        names.place,
        names.number,
        names.member,
        names.contractor,
        names.representative,
      ]) {
        t.ok(paper.text.includes(withoutSpace(name)), `${name.slice(0, 12)} stands on the certificate`);
      }
      const amount = kind === 'performance' ? '5,000,000円' : '20,000,000円';
      for (const words of [amount, '50,000,000円', '令和8年11月10日', '令和9年3月19日', '由良町'])
        t.ok(paper.text.includes(words), words);

      const notice = await readPaper(new Uint8Array((await contractor.get(`${path}/key-notice.pdf`)).rawPayload));
      for (const name of [names.works, jointVenture.name, names.number]) t.ok(notice.text.includes(withoutSpace(name)));

      const { authenticationKey } = (await contractor.get(`${path}/authentication-key`)).json() as {
        authenticationKey: string;
      };
      const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
      const asTyped = {
        authenticationKey: wide(authenticationKey.toLowerCase()),
        guaranteeNumber: wide(guaranteeNumber!),
      };
      const found = await orderer.lookUpCertificate({ body: asTyped });
      t.match(found, { ok: true, data: { guaranteeNumber, certificate: expected } });

      const typedNumber = wide(guaranteeNumber!).replaceAll('－', '');
      t.equal(said(await contractor.get(`/v1/guarantees/${encodeURIComponent(typedNumber)}`)), '200');
    }
    const [mail] = world.mails();
    t.match(mail, /^Subject: =\?UTF-8\?/m);
  },
);

t.test(
  'a 契約保証 comes before the contract is signed: the planned day stands in for it, and its start stays open',
  async (t) => {
    const works = { ...typed.works, contractDate: null, number: null };
    const seen = await issued({ ...typed, works, guarantees: [performance()] });
    const { guaranteeNumber } = guaranteeOf(seen, 'performance');
    const path = `/v1/guarantees/${guaranteeNumber}`;
    t.match((await contractor.get(path)).json(), { status: 'in_force', period: { from: null, to: '2027-03-19' } });
    const paper = await readPaper(new Uint8Array((await contractor.get(`${path}/certificate.pdf`)).rawPayload));
    t.match(paper.text, /請負契約締結日/);
    const unplanned = { ...works, dates: { ...works.dates, plannedContract: null } };
    const { id } = await drafted({ ...typed, works: unplanned, guarantees: [performance()] });
    const refused = await contractor.post(`/v1/applications/${id}/submission`);
    t.match(refused.json(), {
      code: 'submission_refused',
      errors: [{ pointer: '/works/contractDate', code: 'electronic_date_missing' }],
    });
  },
);
