import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Certificate, calendarDay, formatWareki, formatYen } from '@e-surety/domain';
import t from 'tap';
import { makeCertificate } from '../src/certificate/certificate.js';
import { itemLabel, valueText } from '../src/certificate/changed-item.js';
import { awkward, extreme, interim, long, longName, performance, usual, voided } from './orders.js';
import { rawText, readPaper, withoutSpace } from './reading.js';
import { makeSigner } from './signers.js';
import { folder, lacks, run } from './tools.js';

const signer = makeSigner('見本建設業保証株式会社');
const signedAt = new Date('2026-11-22T01:00:00Z');
const jws = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from(awkward).toString('base64url')}.c2ln`;
const make = (certificate: Certificate) => makeCertificate({ certificate, jws, signedAt, signer });
const read = async (certificate: Certificate) => readPaper(await make(certificate));

t.test('an advance payment certificate says everything that is guaranteed, on one page', async (t) => {
  const { text, pages } = await read(usual);
  t.equal(pages.length, 1);
  for (const part of [
    '電子証書保証契約番号',
    '保証契約番号12-08-0000123',
    '変更回数0回当初前払金保証証書',
    '富士見町長様',
    '保証人見本建設業保証株式会社代表取締役社長見本太郎',
    '発行日令和8年11月22日',
    '保証金額（請負金額の40.0%）20,000,000円',
    '保証期限令和9年3月19日まで',
    `保証契約者（受注者）○○建設株式会社長野県諏訪郡富士見町落合1-2-3代表取締役髙\u{FA11}\u{20BB7}郎`,
    '工事名町道○○線道路改良工事',
    '工事番号富建第8-12号',
    '工事場所長野県諏訪郡富士見町',
    '請負契約日令和8年11月10日',
    '請負金額50,000,000円',
    '工期令和8年11月11日から令和9年3月19日まで',
    '預託金融機関○○銀行××支店',
    '再預託利用区分利用しない',
    '保証約款前払金保証約款（令和8年4月1日改定）',
    '備考―',
  ]) {
    t.ok(text.includes(part), part);
  }
  t.notOk(text.includes('1/1'), 'a single page has no page number');
});

t.test('a performance certificate for consulting has the labels of its subject and a start left open', async (t) => {
  const { text } = await read(performance);
  for (const part of [
    '契約保証証書',
    '保証金額（業務委託料の10.0%）5,000,000円',
    '保証期間請負契約締結日から令和9年3月19日まで',
    '業務名道路台帳補正業務',
    '履行場所',
    '業務委託契約日（この証書の発行時において未締結）',
    '履行期間',
    '保証割合10.0%',
  ]) {
    t.ok(text.includes(part), part);
  }
  t.notMatch(text, /工事名|預託金融機関|保証期限/u);
});

t.test('an interim certificate names the recognition, the first guarantee and the base of the year', async (t) => {
  const { text } = await read(interim);
  for (const part of [
    '中間前払金保証証書',
    '認定日・認定番号令和9年1月15日8富建認第3号',
    '前払金保証他社建設業保証株式会社証書番号東-123456保証金額20,000,000円',
    '今年度対象額30,000,000円（令和8年度出来高予定額）',
  ]) {
    t.ok(text.includes(part), part);
  }
});

t.test('with ten members and the longest of names nothing is lost, and the pages are numbered', async (t) => {
  const { text, pages } = await read(extreme);
  t.ok(pages.length > 3);
  for (const [i, page] of pages.entries()) t.match(page, `${i + 1} / ${pages.length}`);
  t.ok(text.includes('999,999,999,999円'));
  const { jointVenture } = extreme.contractor;
  for (const name of [longName, jointVenture!.name, ...jointVenture!.members.map((member) => member.name)]) {
    t.ok(text.includes(withoutSpace(name)), name.slice(0, 20));
  }
  t.equal(
    text.split('出資割合').length,
    text.split('構成員代表者出資割合').length,
    'the heads stand on each page of the table',
  );
  t.ok(text.includes('備考（続き）'), 'a text that goes on over the page keeps its label');
});

t.test('parties with names of 200 characters still find room', async (t) => {
  const name = long(awkward, 200);
  const signatory = { office: long(awkward, 100), title: long('所長', 100), name: long(awkward, 100) };
  const issuer = { ...usual.issuer, name, address: name };
  const certificate = { ...usual, issuer, orderer: { code: '200000', name, signatory } };
  t.ok((await read(certificate)).text.includes(name));
});

t.test('the history shows each changed item before and after', async (t) => {
  const { text } = await read(extreme);
  for (const part of [
    '第1版変更第1回令和8年12月10日発行（令和8年12月15日から効力）理由設計変更による増額',
    '変更した事項変更前変更後保証金額20,000,000円999,999,999,999円保証期限令和9年3月19日令和9年3月31日',
    '第2版訂正',
    '備考（なし）',
    '構成員4の名称甲',
    '第3版解約',
    '状態有効解約',
  ]) {
    t.ok(text.includes(part), part);
  }
});

t.test('every item that a change may name has a label and a readable value', async (t) => {
  t.equal(itemLabel('/works/contractPrice', usual), '請負金額');
  t.equal(itemLabel('/works/contractPrice', performance), '業務委託料');
  t.equal(itemLabel('/period/to', performance), '保証期間（終期）');
  t.equal(itemLabel('/orderer/signatory/title', usual), '発注者の職名');
  t.equal(itemLabel('/contractor/jointVenture/members/0/sharePercent', usual), '構成員1の出資割合');
  t.equal(itemLabel('/not/foreseen', usual), '/not/foreseen', 'nothing is left out for want of a label');
  t.equal(valueText('/works/contractDate', '2026-11-10'), '令和8年11月10日');
  t.equal(valueText('/redeposit', 'used'), '利用する');
  t.equal(valueText('/ratio/percent', '40.0'), '40.0%');
  t.equal(valueText('/works/contractDate', null), '（なし）');
  t.equal(valueText('/works/number', '2026'), '2026');
});

t.test('a certificate that does not hold says so before anything else', async (t) => {
  t.match(
    (await read(extreme)).text,
    /中間前払金保証証書解約この保証契約は、令和9年2月1日から解約の効力が生じます。被保証者/u,
  );
  t.match(
    (await read(voided)).text,
    /前払金保証証書無効\(発行取消\)令和8年11月24日に発行を取り消しました。.*被保証者/u,
  );
});

t.test('awkward names are copied from the paper code point for code point', async (t) => {
  const certificate = { ...usual, works: { ...usual.works, name: awkward, place: 'が\u3053\u309C㋿' } };
  const { text } = await read(certificate);
  t.ok(text.includes(`工事名${awkward}工事番号`));
  t.ok(text.includes('が\u3053\u309C㋿'), 'decomposed kana stay decomposed');
});

t.test('it is written as PDF/A-3b: output intent, metadata, language, title, structure', async (t) => {
  const pdf = await make({ ...usual, works: { ...usual.works, name: 'A & B <工事>' } });
  const raw = rawText(pdf);
  t.match(raw, /\/S \/GTS_PDFA1\n/u);
  t.match(raw, /\/DestOutputProfile \d+ 0 R/u);
  t.match(raw, '<pdfaid:part>3</pdfaid:part>');
  t.match(raw, '<pdfaid:conformance>B</pdfaid:conformance>');
  t.match(raw, '/MarkInfo');
  t.notMatch(raw, /\/NeedAppearances|\/Encrypt|\/JavaScript|\/Type1/u);
  const { structure } = await readPaper(pdf);
  t.match(structure[0]!.join(' '), /^Document P #0 .*H1 #\d+ .*Table TR TH #\d+ TD /u);
});

t.test('a character that the font lacks is printed as 〓, copied as itself, and named', async (t) => {
  const { text } = await read({ ...usual, remarks: '\u{1F600}の印' });
  t.ok(text.includes('備考\u{1F600}の印'));
  t.ok(text.includes('〓は、印刷用の書体にない文字です（U+1F600）。'));
  t.notMatch((await read({ ...usual, remarks: awkward })).text, /〓/u);
});

t.test('the JWS is attached byte for byte, as the source of the paper', async (t) => {
  const pdf = await make(usual);
  const { attachments } = await readPaper(pdf);
  t.equal(attachments.length, 1);
  t.equal(attachments[0]!.filename, `${usual.guaranteeNumber}-r0.jws`);
  t.equal(Buffer.from(attachments[0]!.content).toString(), jws);
  t.match(rawText(pdf), /\/AFRelationship \/Source/u);
  t.match(rawText(pdf), /\/AF \[\d+ 0 R\]/u);
});

t.test('days and amounts read as the domain writes them', async (t) => {
  const certificate = { ...usual, period: { ...usual.period, to: calendarDay('2029-12-31') } };
  const { text } = await read(certificate);
  t.ok(text.includes(`${formatWareki(certificate.period.to)}まで`));
  t.ok(text.includes(formatYen(certificate.amount)));
});

t.test(
  'pdfdetach gives the JWS back, and pdftotext the names',
  { skip: lacks('pdfdetach', 'pdftotext') },
  async (t) => {
    const path = folder(t);
    const pdf = path('certificate.pdf');
    writeFileSync(pdf, await make(usual));
    spawnSync('pdfdetach', ['-save', '1', '-o', path('jws'), pdf]);
    t.equal(readFileSync(path('jws'), 'utf8'), jws);
    const text = withoutSpace(run('pdftotext', '-raw', pdf, '-'));
    t.ok(text.includes(withoutSpace(usual.works.name)));
    t.ok(text.includes(`髙\u{FA11}`));
  },
);
