import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type Certificate,
  formatYen,
  type GuaranteeStatus,
  guaranteeKindNames,
  guaranteeStatusNames,
  type yen,
} from '@e-surety/domain';
import { readSettings } from '../start/settings.js';
import { Trouble } from '../trouble.js';
import { signIn } from './caller.js';
import type { Demo } from './demo.js';
import { exampleApplication } from './example.js';
import { type ApplicationAnswer, approveAll, attachContract, issued } from './play.js';

/** `npm run demo`: tells the journey of a fresh application step by step, and leaves what was received in `.data/demo/`. */
export async function tellDemo(): Promise<void> {
  const { data } = readSettings(process.env);
  const demo = readDemo(join(data, 'demo.json'));
  const folder = join(data, 'demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = (name: string, content: Buffer | string) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    say(`      → ${relative(process.cwd(), path)}`);
  };

  const contractor = await signIn(demo.issuer.url, demo.contractor);
  step('受注者がネットデスクで申込を作成します(申込の作成 → 申込確認 → 完了)');
  const application = exampleApplication({ worksName: `町道○○線 道路改良工事 ${timeOfDay()}` });
  const quote = await contractor.post<Quote>('/v1/quotes', {
    orderer: application.orderer,
    works: { subject: 'construction', contractPrice: application.works.contractPrice, lowBid: false },
    guarantees: application.guarantees.map(({ kind, amount }) => ({ kind, amount, base: null })),
  });
  for (const { kind, amount, ratio, fee } of quote.guarantees) {
    say(
      `    ${guaranteeKindNames[kind]} ${formatYen(amount)}(請負金額の${ratio.percent}%)、保証料 ${formatYen(fee.amount)}${fee.sample ? '(見本の料率)' : ''}`,
    );
  }
  const { id } = await contractor.post<ApplicationAnswer>('/v1/applications', application);
  await attachContract(contractor, id);
  say('    請負契約書を添付しました');
  await contractor.post(`/v1/applications/${id}/submission`);
  say(`    受付番号 ${id}`);

  step('保証事業会社が引受審査をし、保証料(一括納付の協定)を確かめて、電子証書を発行します');
  await approveAll(await signIn(demo.issuer.url, demo.underwriter), id);
  const numbers = await issued(contractor, id);
  say(`    D-Sureへの登録が済みました: ${numbers.join('、')}`);
  say('    「電子保証(認証キー)発行完了のお知らせ」がメールで届きます(認証キーは記載されません)');

  step('受注者が「電子保証にかかる「認証キー」のお知らせ」を受け取り、ほかの書類とともに発注者へ送ります');
  const keys = [];
  for (const number of numbers) {
    keys.push(await contractor.get<Key>(`/v1/guarantees/${number}/authentication-key`));
    keep(`認証キーのお知らせ_${number}.pdf`, await contractor.download(`/v1/guarantees/${number}/key-notice.pdf`));
  }

  step('発注者が保証契約番号と認証キーをD-Sureに入力し、内容を確かめます(アカウントは要りません)');
  for (const { guaranteeNumber, authenticationKey } of keys) {
    const seen = await lookUp(demo.dsure.url, { guaranteeNumber, authenticationKey });
    const { certificate } = seen;
    say(
      `    ${guaranteeNumber}  ${guaranteeStatusNames[seen.status]}  ${guaranteeKindNames[certificate.kind]} ${formatYen(certificate.amount)}`,
    );
    say(
      `      被保証者 ${certificate.orderer.name} / 保証契約者 ${certificate.contractor.name} / ${certificate.works.name}`,
    );
    for (const { detail, result } of seen.verification) say(`      ${marks[result]} ${detail}`);
    for (const [name, link] of [
      ['pdf', seen.links.pdf],
      ['jws', seen.links.jws],
    ] as const) {
      keep(`電子証書_${guaranteeNumber}.${name}`, await view(link, seen.view.token));
    }
  }

  step('認証キーを一文字打ち間違えると、照会の前に知らせます');
  const { authenticationKey } = keys[0]!;
  const wrong = (authenticationKey[0] === '0' ? '1' : '0') + authenticationKey.slice(1);
  const refusal = await fetch(`${demo.dsure.url}/v1/look-ups`, jsonRequest({ authenticationKey: wrong }));
  say(`    ${refusal.status} ${((await refusal.json()) as { detail: string }).detail}`);
}

interface Quote {
  guarantees: {
    kind: Certificate['kind'];
    amount: ReturnType<typeof yen>;
    ratio: { percent: string };
    fee: { amount: ReturnType<typeof yen>; sample: boolean };
  }[];
}
interface Key {
  guaranteeNumber: string;
  authenticationKey: string;
}
interface LookUp {
  status: GuaranteeStatus;
  certificate: Certificate;
  verification: { detail: string; result: 'passed' | 'failed' | 'skipped' }[];
  view: { token: string };
  links: { pdf: string; jws: string };
}

async function lookUp(url: string, key: Key): Promise<LookUp> {
  const response = await fetch(`${url}/v1/look-ups`, jsonRequest(key));
  if (!response.ok) throw new Trouble(`D-Sure answered ${response.status}.`, await response.text());
  return (await response.json()) as LookUp;
}

async function view(link: string, token: string): Promise<Buffer> {
  const response = await fetch(link, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Trouble(`D-Sure answered ${response.status}.`, await response.text());
  return Buffer.from(await response.arrayBuffer());
}

const jsonRequest = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function readDemo(file: string): Demo {
  if (!existsSync(file)) throw new Trouble('Nothing is running here yet: run npm start in another terminal first.');
  return JSON.parse(readFileSync(file, 'utf8')) as Demo;
}

const marks = { passed: '✓', failed: '✗', skipped: '―' };

let steps = 0;
function step(title: string): void {
  steps += 1;
  console.log(`\n${steps}. ${title}`);
}

const say = (line: string) => console.log(line);

const timeOfDay = () => new Date().toLocaleTimeString('ja-JP', { timeZone: 'Asia/Tokyo', hour12: false });
