/**
 * What a paper costs: CPU per PDF as the product makes it, with fonts parsed once and shared, and in the naive way: the same
 * paper, but pdfkit is given the fonts' paths. Run it with `npm run build && node scripts/dist/papers.js [rounds]`.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { selfSignedCertificate } from '@e-surety/issuer-keys/self-signed-certificate';
import PDFDocument from 'pdfkit';
import { type CertificateOrder, makeCertificate } from '../../packages/papers/src/certificate/certificate.js';
import { type KeyNoticeOrder, makeKeyNotice } from '../../packages/papers/src/key-notice/key-notice.js';
import { root } from '../root.js';

const rounds = Number(process.argv[2] ?? 7);
const perRound = 10;
const papers = join(root, 'packages/papers');
const { resolve } = createRequire(join(papers, 'package.json'));
const fonts = {
  regular: resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
  mono: resolve('@expo-google-fonts/ibm-plex-mono/600SemiBold/IBMPlexMono_600SemiBold.ttf'),
};

// As they come out of a database, where the parsers of the domain have been.
const notice = {
  issuer: {
    name: '見本建設業保証株式会社',
    branch: { name: '長野支店', phone: '026-000-0000', email: 'nagano@example.jp', hours: '9:00–17:00' },
  },
  issuedOn: '2026-11-22',
  amendments: 0,
  orderer: { name: '富士見町', addressee: '富士見町長' },
  contractor: { name: '○○建設 株式会社' },
  works: { subject: 'construction', name: '町道○○線道路改良工事', number: '富建第8-12号' },
  kind: 'advance_payment',
  guaranteeNumber: '12-08-0000123-4',
  authenticationKey: '0123456789ABCDEFGHJKMNPQRSTV',
  lookUpUrl: 'https://d-sure.example.jp/look-up',
  submissionGuide: { lines: [{ label: '提出先', text: '建設課 契約係' }] },
};
const day = '2026-11-22';
const certificate = {
  format: 'esurety-certificate/1',
  guaranteeNumber: notice.guaranteeNumber,
  revision: 0,
  type: 'original',
  amendments: 0,
  issuedOn: day,
  status: 'in_force',
  statusFrom: day,
  issuer: {
    id: 'mihon',
    name: notice.issuer.name,
    address: '東京都千代田区見本町一丁目2番3号',
    representative: '代表取締役社長 見本 太郎',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: notice.contractor.name,
    address: '長野県諏訪郡富士見町落合1-2-3',
    signatory: { office: null, title: '代表取締役', name: '見本 花子' },
    jointVenture: null,
  },
  works: {
    ...notice.works,
    place: '長野県諏訪郡富士見町',
    contractDate: '2026-11-10',
    contractNumber: null,
    contractPrice: 50_000_000,
    period: { from: '2026-11-11', to: '2027-03-19' },
  },
  amount: 20_000_000,
  period: { from: '2026-11-10', to: '2027-03-19' },
  ratio: { percent: '40.0', of: 'contractPrice' },
  terms: { name: '前払金保証約款', version: '令和8年4月1日改定' },
  remarks: '',
  history: [{ revision: 0, type: 'original', issuedOn: day, effectiveOn: day, reason: null, changes: [] }],
  kind: 'advance_payment',
  depositary: '○○銀行 ××支店',
  redeposit: 'not_used',
  fiscalYearBase: null,
};
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = {
  privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }),
  certificatePem: await selfSignedCertificate(privateKey, notice.issuer.name),
};
const jws = Buffer.from(JSON.stringify(certificate)).toString('base64url');

console.log(`CPU per PDF, ${rounds} rounds of ${perRound} papers each, in turn`);
await compare('key notice ', () => makeKeyNotice(notice as unknown as KeyNoticeOrder));
await compare('certificate', () =>
  makeCertificate({ certificate, jws, signedAt: new Date(), signer } as unknown as CertificateOrder),
);

async function compare(name: string, print: () => Promise<unknown>): Promise<void> {
  const samples = { shared: [] as number[], naive: [] as number[] };
  await print();
  await naively(print);
  for (let round = 0; round < rounds; round++) {
    samples.shared.push(await cpuOf(print));
    samples.naive.push(await cpuOf(() => naively(print)));
  }
  const [shared, path] = [median(samples.shared), median(samples.naive)];
  const figures = `${shared.toFixed(1)} ms with the shared font, ${path.toFixed(1)} ms in the naive way`;
  console.log(`${name}  ${figures}, ratio ${(path / shared).toFixed(1)}`);
}

/** Prints while pdfkit gets every font as a path. */
async function naively(print: () => Promise<unknown>): Promise<void> {
  const { registerFont } = PDFDocument.prototype;
  PDFDocument.prototype.registerFont = function (name: keyof typeof fonts) {
    return registerFont.call(this, name, fonts[name]);
  };
  await print();
  PDFDocument.prototype.registerFont = registerFont;
}

async function cpuOf(print: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < perRound; i++) await print();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / perRound;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
