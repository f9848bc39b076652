import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { unpackChromium } from './chromium.js';
import { thorough } from './extent.js';

interface WithTeardown {
  teardown(clean: () => unknown): unknown;
}

/** A real Chromium, without anything that the machine would have to have; gone when `t` ends. */
export async function startBrowser(t: WithTeardown): Promise<Browser> {
  const { executable, env } = await unpackChromium();
  const browser = await chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    // Tests may run as root, where there is no sandbox.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  });
  t.teardown(() => browser.close());
  return browser;
}

/** The widths at which every page is looked at: a desk, and the narrowest that WCAG 2.2 (1.4.10) asks for. */
export const widths = [1280, 320] as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What is not accessible on a page as it stands, at each width, and as it is printed if that is asked for; empty if nothing is.
 * `npm test` takes the widths in turns, from page to page, and prints nothing.
 */
export async function accessibilityFaults(page: Page, { printed = false } = {}): Promise<string[]> {
  // By the debugger: the page's own policy stays in force for the page.
  await page.evaluate(axeSource);
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    if (thorough || width === widths[turn % widths.length]) faults.push(...(await faultsNow(page, `${width} px`)));
    const [wide, room] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
    if (wide > room) faults.push(`${width} px: the page is ${wide} px wide`);
  }
  turn += 1;
  if (printed && thorough) {
    await page.setViewportSize({ width: a4, height: 900 });
    await page.emulateMedia({ media: 'print' });
    faults.push(...(await faultsNow(page, 'printed', { 'target-size': { enabled: false } }))); // nobody points at paper
    await page.emulateMedia({ media: null });
  }
  return faults;
}

let turn = 0;

/** Between the margins, in CSS pixels. */
const a4 = 680;

async function faultsNow(page: Page, where: string, rules: axe.RuleObject = {}): Promise<string[]> {
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options),
    { runOnly: standard, resultTypes: ['violations' as const], rules },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}, ${id}: ${html}`));
}

/** Whatever the page tried and was not allowed to, and whatever its scripts threw. */
export function listenForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4/.test(message.text())) {
      faults.push(message.text());
    }
  });
  return faults;
}

/** Every host that a page asked for anything. */
export function listenForHosts(page: Page): Set<string> {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  return hosts;
}

/** What has the focus: its id, its class, or what it says. A page that was just opened gives it in its own time. */
export async function focused(page: Page): Promise<string> {
  await page
    .locator(':focus')
    .waitFor({ timeout: 5000 })
    .catch(() => {});
  return whatHasTheFocus(page);
}

const whatHasTheFocus = (page: Page): Promise<string> =>
  page.evaluate<string>(
    'document.activeElement.id || document.activeElement.className || document.activeElement.textContent',
  );

/** By the keyboard alone, as somebody without a mouse gets there. */
export async function tabTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 150; i += 1) {
    await page.keyboard.press('Tab');
    if ((await whatHasTheFocus(page)) === id) return;
  }
  throw new Error(`the keyboard does not lead to ${id}`);
}

/** The same, to what says this: buttons and links that have no id. */
export async function tabToText(page: Page, words: string): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate<string>('document.activeElement.textContent')) === words) return;
  }
  throw new Error(`the keyboard does not lead to ${words}`);
}

/** Whoever uses the keyboard alone may have a script or none; `npm test` walks with it, `.ci/run` without as well. */
export const withScriptAndWithout = thorough ? [true, false] : [true];

/** `PAGE_PICTURES=folder` leaves pictures of pages for people to look at. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = process.env.PAGE_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const file = (kind: string) => join(folder, `${name.replaceAll(/[^\p{L}\d]+/gu, '-')}.${kind}`);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: file(`${width}.png`), fullPage: true });
  }
  await page.pdf({ path: file('pdf'), preferCSSPageSize: true });
}
