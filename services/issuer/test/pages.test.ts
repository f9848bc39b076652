import t from 'tap';
import { accessibilityFaults, focused, takePictures } from '../../../scripts/testing/browser.js';
import { heading, logIn, startDesk, text } from './desk.js';
import { readMail } from './mail-text.js';
import { accounts } from './setup.js';

const { world, visit } = await startDesk(t);
const { clock } = world;

t.test('who is not signed in signs in, and goes on where they were going', async (t) => {
  await visit(t, {}, async (page) => {
    await page.goto('/?from=mail');
    t.match(page.url(), '/log-in?next=');
    await logIn(page, 'contractor', 'wrong');
    t.match(await text(page), 'ログインIDまたはパスワードが違います');
    t.equal(await focused(page), 'error-summary', 'the focus goes to what has to be mended');
    t.equal(await page.getByLabel('ログインID').inputValue(), accounts.contractor.loginId);
    await logIn(page, 'contractor');
    t.match(page.url(), '/?from=mail');
    t.match(await page.getByRole('banner').textContent(), /○○建設 株式会社[\s\S]*見本 太郎[\s\S]*受注者/);
    await page.getByRole('button', { name: 'ログアウト' }).click();
    t.equal(await heading(page), 'ログアウトしました');
    await page.goto('/');
    t.equal(await heading(page), 'ログイン');
  });
});

t.test('nobody is led to another site by the address of the log-in', async (t) => {
  for (const next of [
    '//evil.example.com',
    'https://evil.example.com/',
    '/\\evil.example.com',
    '/.//evil.example.com',
  ]) {
    await visit(t, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`/log-in?${new URLSearchParams({ next })}`);
      t.equal(await page.locator('input[name=next]').inputValue(), '/', next);
    });
  }
});

t.test('a password is set by the link of the mail, which leaves the address at once', async (t) => {
  const { loginId } = accounts.underwriter;
  const address = async () => {
    await world.workOff();
    const mail = world
      .mails()
      .map(readMail)
      .findLast(({ to }) => to === 'shinsa@mihon.example.jp');
    return /https?:\S+\/password#[\w-]{43}/.exec(mail?.text ?? '')![0];
  };
  const ask = async (page: Parameters<Parameters<typeof visit>[2]>[0]) => {
    await page.goto('/log-in');
    await page.getByRole('link', { name: 'パスワードを忘れた方' }).click();
    await page.getByLabel('ログインID').fill(loginId);
    await page.getByRole('button', { name: 'メールを受け取る' }).click();
    t.equal(await heading(page), 'メールをご確認ください');
  };
  await visit(t, {}, async (page) => {
    await ask(page);
    const link = await address();
    await page.goto(link);
    await page.waitForURL(/\/password$/);
    await page.getByLabel('新しいパスワード', { exact: true }).fill('short');
    await page.getByLabel('もう一度').fill('short');
    await page.getByRole('button', { name: 'パスワードを決める' }).click();
    t.match(await text(page), '新しいパスワードは12文字以上で入力してください');
    accounts.underwriter.password = 'a long new password';
    await page.getByLabel('新しいパスワード', { exact: true }).fill(accounts.underwriter.password);
    await page.getByLabel('もう一度').fill(accounts.underwriter.password);
    await page.getByRole('button', { name: 'パスワードを決める' }).click();
    t.equal(await heading(page), 'パスワードを決めました');
    await page.goto(link);
    await page.getByLabel('新しいパスワード', { exact: true }).fill('a long new password');
    await page.getByLabel('もう一度').fill('a long new password');
    await page.getByRole('button', { name: 'パスワードを決める' }).click();
    t.match(await text(page), 'このリンクは使用済みか、期限が切れています');
  });
  t.notOk(world.log.some((line) => /password#|[?&]token/.test(line)));
  clock.now = new Date(clock.now.getTime() + 60_000);
  await visit(t, { javaScriptEnabled: false }, async (page) => {
    await ask(page);
    await page.goto('/password');
    await page.getByLabel('メールのリンク').fill(await address());
    await page.getByLabel('新しいパスワード', { exact: true }).fill(accounts.underwriter.password);
    await page.getByLabel('もう一度').fill(accounts.underwriter.password);
    await page.getByRole('button', { name: 'パスワードを決める' }).click();
    await page.getByRole('link', { name: 'ログインする' }).click();
    await logIn(page, 'underwriter');
    t.match(await page.getByRole('banner').textContent(), /審査 花子[\s\S]*引受審査/);
  });
});

t.test('no other site can have a form of ours sent', async (t) => {
  const answers: number[] = [];
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example.com' }, {}] as Record<
    string,
    string
  >[]) {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/log-in',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ loginId: 'contractor', password: accounts.contractor.password }).toString(),
    });
    answers.push(answer.statusCode);
  }
  t.strictSame(answers, [403, 403, 403]);
});

const states: Record<string, (page: Parameters<Parameters<typeof visit>[2]>[0]) => Promise<unknown>> = {
  'log-in': (page) => page.goto('/log-in'),
  password: (page) => page.goto('/password'),
  problem: (page) => page.goto('/no-such-page'),
};

for (const [name, reach] of Object.entries(states)) {
  t.test(`everyone can use it: ${name}`, async (t) => {
    await visit(t, {}, async (page) => {
      await reach(page);
      t.strictSame(await accessibilityFaults(page), []);
      await takePictures(page, name);
    });
  });
}

for (const as of ['contractor', 'underwriter', 'admin'] as const) {
  t.test(`everyone can use it: top page, ${as}`, async (t) => {
    await visit(t, { as }, async (page) => {
      await page.goto('/');
      t.strictSame(await accessibilityFaults(page), []);
      await takePictures(page, `top-${as}`);
    });
  });
}
