import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import { formatYen, guaranteeKindNames, guaranteeStatusNames, yen } from '@e-surety/domain';
import { readSettings } from '../start/settings.js';
import { Trouble } from '../trouble.js';
import { given, systemOf } from './caller.js';
import type { Demo } from './demo.js';
import { exampleApplication } from './example.js';
import { approveAll, attachContract, issued, keyOf } from './play.js';

/** `npm run demo`: tells the journey of a fresh application step by step, and leaves what was received in `.data/demo/`. */
export async function tellDemo(): Promise<void> {
  const { data } = readSettings(process.env);
  const demo = readDemo(join(data, 'demo.json'));
  const folder = join(data, 'demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = (name: string, content: Uint8Array | string) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    say(`      → ${relative(process.cwd(), path)}`);
  };

  const contractor = systemOf(demo.issuer.url, demo.contractor);
  step('受注者がネットデスクで申込を作成します(申込の作成 → 申込確認 → 完了)');
  const application = exampleApplication({ worksName: `町道○○線 道路改良工事 ${timeOfDay()}` });
  const { orderer, works, guarantees } = application;
  const asked = {
    orderer,
    works: { subject: works.subject, contractPrice: works.contractPrice, lowBid: works.lowBid },
    guarantees: guarantees.map(({ kind, amount }) => ({ kind, amount, base: null })),
  };
  const quote = await given(contractor.quote({ body: asked }));
  for (const { kind, amount, ratio, fee } of quote.data.guarantees) {
    say(
      `    ${guaranteeKindNames[kind]} ${formatYen(yen(amount))}(請負金額の${ratio.percent}%)、保証料 ${formatYen(yen(fee.amount))}${fee.sample ? '(見本の料率)' : ''}`,
    );
  }
  const { id } = (await given(contractor.createApplication({ body: application }))).data;
  await attachContract(contractor, id);
  say('    請負契約書を添付しました');
  const submitted = await given(contractor.submitApplication({ path: { id } }));
  say(`    受付番号 ${submitted.data.receiptNumber}`);

  step('保証事業会社が引受審査をし、保証料(一括納付の協定)を確かめて、電子証書を発行します');
  await approveAll(systemOf(demo.issuer.url, demo.underwriter), id);
  const numbers = await issued(contractor, id);
  say(`    D-Sureへの登録が済みました: ${numbers.join('、')}`);
  say('    「電子保証(認証キー)発行完了のお知らせ」がメールで届きます(認証キーは記載されません)');

  step('受注者が「電子保証にかかる「認証キー」のお知らせ」を受け取り、ほかの書類とともに発注者へ送ります');
  const keys = [];
  for (const number of numbers) {
    keys.push(await keyOf(contractor, number));
    const notice = await given(contractor.readKeyNotice({ path: { guaranteeNumber: number } }));
    keep(`認証キーのお知らせ_${number}.pdf`, notice.data);
  }

  step('発注者が保証契約番号と認証キーをD-Sureに入力し、内容を確かめます(アカウントは要りません)');
  const dsure = createDsureClient({ baseUrl: demo.dsure.url });
  for (const key of keys) {
    const { data: seen } = await given(dsure.lookUpCertificate({ body: key }));
    const { certificate, guaranteeNumber } = seen;
    say(
      `    ${guaranteeNumber}  ${guaranteeStatusNames[seen.status]}  ${guaranteeKindNames[certificate.kind]} ${formatYen(yen(certificate.amount))}`,
    );
    say(
      `      被保証者 ${certificate.orderer.name} / 保証契約者 ${certificate.contractor.name} / ${certificate.works.name}`,
    );
    for (const { detail, result } of seen.verification) say(`      ${marks[result]} ${detail}`);
    const view = { path: { guaranteeNumber, revision: String(seen.revision) }, headers: bearer(seen.view.token) };
    keep(`電子証書_${guaranteeNumber}.pdf`, (await given(dsure.viewCertificatePdf(view))).data);
    keep(`電子証書_${guaranteeNumber}.jws`, (await given(dsure.viewCertificateJws(view))).data);
  }

  step('認証キーを一文字打ち間違えると、照会の前に知らせます');
  const { authenticationKey } = keys[0]!;
  const wrong = (authenticationKey[0] === '0' ? '1' : '0') + authenticationKey.slice(1);
  const refusal = await dsure.lookUpCertificate({ body: { authenticationKey: wrong } });
  if (!refusal.ok) say(`    ${refusal.status} ${refusal.problem.detail}`);
}

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
