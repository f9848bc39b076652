/** Net Desk as people see it: an issuer that listens, a real browser, and everybody who may sign in. */
import type { Page } from 'playwright-core';
import type tap from 'tap';
import type { Test } from 'tap';
import { freePort } from '../../../scripts/postgres/port.js';
import { listenForFaults, listenForHosts, startBrowser } from '../../../scripts/testing/browser.js';
import { accounts } from './setup.js';
import { startWorld } from './world.js';

export type Role = keyof typeof accounts;
type Tap = Pick<typeof tap, 'strictSame'>;

export async function startDesk(t: Pick<Test, 'teardown'>, options: Parameters<typeof startWorld>[1] = {}) {
  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  const world = await startWorld(t, { publicUrl: site, everyone: true, ...options });
  await world.app.listen({ host: '127.0.0.1', port });
  const browser = await startBrowser(t);
  const sessions = new Map<Role, Promise<string>>();

  /** The cookie of one session for each role, since signing in takes its time; from an address at which nobody has guessed. */
  function sessionOf(role: Role): Promise<string> {
    const { loginId, password } = accounts[role];
    const signIn = async () => {
      const answer = await world.inject({
        ...{ method: 'POST', url: '/v1/sessions', remoteAddress: '192.0.2.1' },
        payload: { loginId, password },
      });
      return String(answer.headers['set-cookie']).split(';')[0]!.split('=')[1]!;
    };
    if (!sessions.has(role)) sessions.set(role, signIn());
    return sessions.get(role)!;
  }

  type Manner = NonNullable<Parameters<typeof browser.newContext>[0]>;
  const tabs = new Map<string, Tab[]>();

  async function openTab(manner: Manner) {
    const context = await browser.newContext({ locale: 'ja-JP', baseURL: site, ...manner });
    const page = await context.newPage();
    return { context, page, faults: listenForFaults(page), hosts: listenForHosts(page) };
  }
  type Tab = Awaited<ReturnType<typeof openTab>>;

  /** To start a tab takes longer than most visits: one that nothing has happened to is used again. */
  async function forget({ context, page }: Tab): Promise<void> {
    for (const other of context.pages()) if (other !== page) await other.close();
    await page.goto('about:blank');
    await context.clearCookies();
    await page.setViewportSize({ width: 1280, height: 720 });
  }

  /**
   * A browser that knows nothing yet, but for the session of `as`. At the end nothing may have gone wrong in it, and nobody else been
   * asked for anything.
   */
  async function visit(
    t: Tap,
    { as, ...manner }: Manner & { as?: Role },
    work: (page: Page) => Promise<void>,
  ): Promise<void> {
    const name = JSON.stringify(manner);
    const tab = tabs.get(name)?.pop() ?? (await openTab(manner));
    const { context, page, faults, hosts } = tab;
    if (as) await context.addCookies([{ name: 'esurety-session', value: await sessionOf(as), url: site }]);
    try {
      await work(page);
    } catch (error) {
      await context.close();
      throw error;
    }
    await forget(tab);
    t.strictSame(faults.splice(0), []);
    t.strictSame([...hosts], [new URL(site).host], 'nobody else is asked for anything');
    hosts.clear();
    tabs.set(name, [...(tabs.get(name) ?? []), tab]);
  }

  /** Time passes, and whoever was signed in may no longer be. */
  function later(minutes: number): void {
    world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
    sessions.clear();
  }

  return { world, site, browser, visit, later };
}

export const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
export const text = async (page: Page) => (await page.locator('main').textContent()) ?? '';

/** As somebody types it. */
export async function logIn(page: Page, role: Role, password = accounts[role].password): Promise<void> {
  await page.getByLabel('ログインID').fill(accounts[role].loginId);
  await page.getByLabel('パスワード').fill(password);
  await page.getByRole('button', { name: 'ログイン' }).click();
}
