/** The whole journey of the source document in one browser: three people, each at their own desk, and no program among them. */
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Test } from 'tap';
import { readPaper } from '../../packages/papers/test/reading.js';
import { fillIn } from '../../services/issuer/test/application-form.js';
import type { DemoGuarantee } from '../demo/demo.js';
import { smallPdf } from '../demo/papers.js';
import type { Stack } from '../stack/stack.js';
import { listenForFaults, startBrowser } from '../testing/browser.js';

export interface Desks {
  contractor: Page;
  underwriter: Page;
  clerk: Page;
  /** Whatever went wrong in any of them. */
  faults: string[][];
}

/** Contractor and underwriter are signed in, by page. */
export async function openDesks(t: Test, { issuerUrl, dsureUrl, accounts }: Stack): Promise<Desks> {
  const browser = await startBrowser(t);
  const open = async (baseURL: string, options: BrowserContextOptions = {}) =>
    (await browser.newContext({ locale: 'ja-JP', baseURL, ...options })).newPage();
  const contractor = await open(issuerUrl);
  const underwriter = await open(issuerUrl);
  const clerk = await open(dsureUrl);
  const faults = [contractor, underwriter, clerk].map(listenForFaults);
  await logIn(contractor, accounts.contractor);
  await logIn(underwriter, accounts.underwriter);
  return { contractor, underwriter, clerk, faults };
}

async function logIn(page: Page, { loginId, password }: { loginId: string; password: string }): Promise<void> {
  await page.goto('/');
  await page.getByLabel('ログインID').fill(loginId);
  await page.getByLabel('パスワード').fill(password);
  await press(page, 'ログイン');
}

/** 保証申込 → 申込作成 → 申込確認 → 完了: 前払金保証 by 一括納付, 契約保証 by transfer. */
export async function applyFor(worksName: string, page: Page): Promise<void> {
  await follow(page, '保証申込');
  await fillIn(page, worksName);
  const performance = page.getByRole('region', { name: '契約保証', exact: true });
  await performance.getByLabel('保証料支払方法').selectOption('銀行振込');
  await press(page, '申込確認へ進む');
  const paper = { name: '請負契約書.pdf', mimeType: 'application/pdf', buffer: smallPdf('contract') };
  await page.getByLabel('ファイル').setInputFiles(paper);
  await press(page, '添付する');
  await press(page, 'この内容で申し込む');
}

/** 案件一覧 → 審査中 → what an underwriter sees of it before they decide. */
export async function claim(worksName: string, page: Page): Promise<string> {
  await page.goto('/');
  await follow(page, '審査待ち');
  await follow(page, worksName);
  await press(page, '審査を始める');
  return textOf(page);
}

export async function approveBoth(page: Page): Promise<string> {
  for (const choice of await page.getByRole('radio', { name: '承認' }).all()) await choice.check();
  await press(page, 'この結果で確定する');
  return textOf(page);
}

export async function recordPayment(amount: string, page: Page): Promise<string> {
  await page.getByLabel('入金額').fill(amount);
  await page.getByLabel('照会番号など').fill('振込 0001');
  await press(page, '入金を記録する');
  return textOf(page);
}

/** ① to ⑤, from the top page to the downloaded notice, and what is read out of that: number and key. */
export async function fetchNotice(kind: string, page: Page): Promise<{ confirmed: string; read: DemoGuarantee }> {
  await page.goto('/');
  await follow(page, '保証契約一覧');
  await follow(page, '電子保証(認証キー)');
  await page.getByRole('row').filter({ hasText: kind }).first().getByRole('link', { name: '詳細' }).click();
  const opened = page.context().waitForEvent('page');
  await follow(page, /^電子保証/);
  const certificate = await opened;
  const confirmed = await textOf(certificate);
  const download = certificate.waitForEvent('download');
  await follow(certificate, '認証キーのお知らせ(PDF)をダウンロード');
  const { text } = await readPaper(new Uint8Array(readFileSync(await (await download).path())));
  await certificate.close();
  const [authenticationKey = ''] = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/.exec(text) ?? [];
  const [guaranteeNumber = ''] = /\d{2}-\d{2}-\d{7}-\d/.exec(text) ?? [];
  return { confirmed, read: { guaranteeNumber, authenticationKey } };
}

/** As a clerk types it from the notice. */
export async function lookUp({ guaranteeNumber, authenticationKey }: DemoGuarantee, page: Page): Promise<string> {
  await page.goto('/');
  await page.getByLabel('保証契約番号').fill(guaranteeNumber);
  await page.getByRole('textbox', { name: '認証キー' }).fill(authenticationKey);
  await press(page, '照会する');
  return textOf(page);
}

export async function acknowledge(page: Page): Promise<string> {
  await page.getByRole('radio', { name: '受領' }).check();
  await page.getByLabel('部署名').fill('建設課');
  await page.getByLabel('氏名').fill('見本 太郎');
  await press(page, '申告する');
  return textOf(page);
}

/** 認証キーの再発行, as staff do it; first without the reason that it needs. */
export async function replaceKey(page: Page): Promise<{ refused: string; told: string }> {
  await follow(page, '認証キーを再発行する');
  await press(page, '確認に進む');
  const refused = await textOf(page);
  await page.getByLabel('理由').fill('お知らせが別の会社に送られたため');
  await press(page, '確認に進む');
  await press(page, '再発行する');
  return { refused, told: await textOf(page) };
}

/** A page tells what was known when it was asked for: it is asked for again until it tells this. */
export async function until(words: RegExp, page: Page): Promise<string> {
  const deadline = Date.now() + 60_000;
  let text = await textOf(page);
  while (!words.test(text)) {
    if (Date.now() > deadline) throw new Error(`not told within a minute: ${words}\n${text}`);
    await page.reload();
    text = await textOf(page);
  }
  return text;
}

export const textOf = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
