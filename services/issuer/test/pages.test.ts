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

type Visitor = Parameters<Parameters<typeof visit>[2]>[0];

/** 申込作成, as the source document's own example has it. */
async function fillIn(page: Visitor, name = '町道○○線 道路改良工事'): Promise<void> {
  await page.getByLabel('発注者', { exact: false }).first().fill('富士見町');
  await page.getByRole('button', { name: '発注者を探す' }).click();
  await page.getByRole('radio', { name: '富士見町' }).check();
  await page.getByRole('button', { name: 'この発注者にする' }).click();
  await page.getByRole('radio', { name: '請負工事' }).check();
  await page.getByLabel('工事名').fill(name);
  await page.getByLabel('工事番号').fill('建-8-123');
  await page.getByLabel('工事場所').fill('長野県諏訪郡富士見町');
  await page.getByLabel('請負金額(税込)').fill('５０，０００，０００円');
  await page.getByLabel('請負契約日').fill('R8.11.10');
  await page.getByLabel('工期の始期').fill('2026/11/11');
  await page.getByLabel('工期の終期').fill('20270319');
  await page.getByLabel('前払金を予定する請負契約である').check();
  await page.getByLabel('発注者が電子保証を認めています').check();
  for (const [kind, amount] of [
    ['前払金保証', '20,000,000'],
    ['契約保証', '5000000'],
  ] as const) {
    const block = page.getByRole('region', { name: kind, exact: true });
    await block.getByLabel(`${kind}を申し込む`).check();
    await block.getByRole('radio', { name: '電子保証' }).check();
    await block.getByLabel(`${kind}金額`).fill(amount);
    await block.getByLabel('保証料支払方法').selectOption('一括納付');
    await block.getByLabel('請求先').fill('本社 経理部');
    await block.getByRole('group', { name: '保証料計算書(紙)' }).getByRole('radio', { name: '希望しない' }).check();
  }
  const advance = page.getByRole('region', { name: '前払金保証', exact: true });
  await advance.getByLabel('預託金融機関').fill('ｱｲｳ銀行 ××支店');
  await advance.getByRole('radio', { name: '利用しない' }).check();
  await page.getByLabel('申込送信先(支店)').selectOption('長野支店');
  await page
    .getByRole('group', { name: '電子保証発行完了のお知らせ' })
    .getByRole('radio', { name: '希望する' })
    .check();
  await page.getByLabel('メールアドレス', { exact: true }).fill('soumu@ejcs.co.jp');
  await page.getByLabel('担当部署').fill('総務部');
  await page.getByLabel('担当者名').fill('見本 太郎');
  await page.getByLabel('連絡先電話番号').fill('０２６－０００－００００');
  await page.getByLabel('担当者のメールアドレス').fill('soumu@ejcs.co.jp');
}

t.test('without a script: from the empty form to 完了, with what was typed in every way understood', async (t) => {
  await visit(t, { as: 'contractor', javaScriptEnabled: false }, async (page) => {
    await page.goto('/');
    await page.getByRole('navigation').getByRole('link', { name: '保証申込', exact: true }).click();
    await page.getByRole('button', { name: '申込確認へ進む' }).click();
    t.match(await page.title(), /^エラー: /);
    t.match(await text(page), /工事名を入力してください[\s\S]*申込送信先を選んでください/);
    await fillIn(page);
    await page.getByRole('button', { name: '計算する' }).click();
    const shown = await text(page);
    for (const words of [
      '令和8年11月10日(2026年11月10日) 火曜日',
      '令和9年3月19日(2027年3月19日) 金曜日',
      '50,000,000円',
      '全角で登録します: アイウ銀行　××支店',
      '40.0%',
      '10.0%',
    ]) {
      t.ok(shown.includes(words), words);
    }
    await takePictures(page, 'form');
    await page.getByRole('button', { name: '申込確認へ進む' }).click();
    t.equal(await heading(page), '申込確認');
    t.match(await text(page), /アイウ銀行　××支店/);
    await page.getByLabel('書類の種類').selectOption('請負契約書');
    await page
      .getByLabel('ファイル')
      .setInputFiles({ name: '契約書.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 見本') });
    await page.getByRole('button', { name: '添付する' }).click();
    t.match(await text(page), /「契約書.pdf」を添付しました/);
    await takePictures(page, 'confirmation');
    await page.getByRole('button', { name: 'この内容で申し込む' }).click();
    t.equal(await heading(page), '申込を受け付けました');
    await takePictures(page, 'done');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '申込控え' }).click();
    t.match((await download).suggestedFilename(), /^申込控え_.*\.pdf$/);
    await page.getByRole('link', { name: '申込の内容を見る' }).click();
    await takePictures(page, 'application');
    await page.getByRole('link', { name: '保証申込一覧' }).first().click();
    t.match(await text(page), /町道○○線 道路改良工事[\s\S]*前払金保証 申込済/);
    await takePictures(page, 'applications');
  });
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
