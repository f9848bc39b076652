import t from 'tap';
import {
  accessibilityFaults,
  focused,
  tabTo,
  tabToText,
  takePictures,
  withScriptAndWithout,
} from '../../../scripts/testing/browser.js';
import { thorough } from '../../../scripts/testing/extent.js';
import { fillIn } from './application-form.js';
import { heading, logIn, startDesk, text } from './desk.js';
import { application, journeys } from './journey.js';
import { readMail } from './mail-text.js';
import { accounts } from './setup.js';

const { world, visit, later } = await startDesk(t);
const { admin, contractor, underwriter } = world;
const { attach, drafted, submitted, approved, review } = journeys(world);

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
  later(1);
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

/** The same in short, as the script of the form would have kept it: for tests that begin where it ends. */
async function typedDraft(changes: Record<string, string> = {}): Promise<string> {
  const fields = {
    orderer: '203629',
    'works.subject': 'construction',
    'works.name': '町道○○線 道路改良工事',
    'works.contractPrice': '50,000,000円',
    'guarantees.advance_payment.wanted': 'true',
    'guarantees.advance_payment.amount': '20,000,000',
    ...changes,
  };
  const id = crypto.randomUUID();
  const body = { applicationId: null, fields: Object.entries(fields).map(([name, text]) => ({ name, text })) };
  await contractor.put(`/v1/unfinished-applications/${id}`, body, { 'if-none-match': '*' });
  return `/applications/drafts/${id}`;
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
    await page.getByRole('button', { name: '申込確認へ進む' }).click();
    t.equal(await heading(page), '申込確認');
    t.match(await text(page), /アイウ銀行　××支店/);
    await page.getByLabel('書類の種類').selectOption('請負契約書');
    await page
      .getByLabel('ファイル')
      .setInputFiles({ name: '契約書.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 見本') });
    await page.getByRole('button', { name: '添付する' }).click();
    t.match(await text(page), /「契約書.pdf」を添付しました/);
    await page.getByRole('button', { name: 'この内容で申し込む' }).click();
    t.equal(await heading(page), '申込を受け付けました');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '申込控え' }).click();
    t.match((await download).suggestedFilename(), /^申込控え_.*\.pdf$/);
    await page.getByRole('link', { name: '申込の内容を見る' }).click();
    await page.getByRole('link', { name: '保証申込一覧' }).first().click();
    t.match(await text(page), /町道○○線 道路改良工事[\s\S]*前払金保証 申込済/);
  });
});

t.test(
  'what is typed is kept by itself, and told with what it costs; two pages take nothing from each other',
  async (t) => {
    await visit(t, { as: 'contractor' }, async (page) => {
      await page.goto('/applications/new');
      await page.getByLabel('工事名').fill('町道 新しい工事');
      await page.waitForURL(/\/applications\/drafts\/[0-9a-f-]{36}$/);
      await page.getByText('に自動で保存しました').waitFor();

      await page.goto(await typedDraft());
      await page.getByLabel('工事名').fill('町道 自動保存工事');
      await page.getByRole('textbox', { name: '前払金保証金額', exact: false }).first().fill('15,000,000');
      await page.locator('#figures-advance_payment').getByText('30.0%').waitFor();
      const other = await page.context().newPage();
      await other.goto(page.url());
      t.equal(await other.getByLabel('工事名').inputValue(), '町道 自動保存工事', 'and is there after a reload');
      await other.getByLabel('工事名').fill('町道 もう一つの画面');
      await other.getByRole('button', { name: '下書きを保存する' }).click();
      t.match(await text(other), '下書きを保存しました');
      await page.getByLabel('工事番号').fill('建-9');
      await page.getByRole('button', { name: '下書きを保存する' }).click();
      t.match(await text(page), '別の書きかけの申込として保存しました');
      await page.goto('/applications');
      for (const name of ['町道 自動保存工事', '町道 もう一つの画面']) t.match(await text(page), name);
      await page.getByRole('button', { name: '町道 もう一つの画面 を削除' }).click();
      t.notMatch(await text(page), '町道 もう一つの画面');
      t.match(await text(page), '書きかけの申込を削除しました');
    });
  },
);

t.test('a session that ends loses nothing that was typed', async (t) => {
  await visit(t, { as: 'contractor', javaScriptEnabled: false }, async (page) => {
    await page.goto('/applications/new');
    await page.getByLabel('工事名').fill('町道 "まだ" <ある>工事');
    later(61);
    await page.getByRole('button', { name: '下書きを保存する' }).click();
    t.match(await text(page), /自動的にログアウトしました[\s\S]*入力した内容は残っています/);
    await logIn(page, 'contractor', 'wrong');
    await logIn(page, 'contractor');
    await page.getByRole('button', { name: '入力した内容を送って続ける' }).click();
    t.equal(await page.getByLabel('工事名').inputValue(), '町道 "まだ" <ある>工事');
    t.match(await text(page), '下書きを保存しました');
  });
});

for (const javaScriptEnabled of withScriptAndWithout)
  t.test(`by keyboard alone: from the log-in to 完了${javaScriptEnabled ? '' : ', without a script'}`, async (t) => {
    await visit(t, { javaScriptEnabled }, async (page) => {
      const type = async (id: string, words: string) => {
        await tabTo(page, id);
        await page.keyboard.type(words);
      };
      const press = async (id: string, key = 'Space') => {
        await tabTo(page, id);
        await page.keyboard.press(key);
      };
      await page.goto('/');
      await type('loginId', accounts.contractor.loginId);
      await type('password', accounts.contractor.password);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'ログアウト' }).waitFor();
      await tabToText(page, '保証申込');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/applications/new');
      await type('orderer', '富士見');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/drafts/**');
      await press('orderer-203629');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.chosen').waitFor();
      await press('works.subject');
      await type('works.name', '県道△△線 舗装工事');
      await type('works.place', '長野県諏訪郡富士見町');
      await type('works.contractPrice', '30000000');
      await type('works.period.from', 'R8.12.1');
      await type('works.period.to', 'R9.3.19');
      await press('works.advancePlanned');
      await press('works.ordererAllowsElectronic');
      await press('guarantees.performance.wanted');
      await press('guarantees.performance.form');
      await type('guarantees.performance.amount', '3000000');
      await tabTo(page, 'guarantees.performance.feePayment');
      await page.keyboard.press('ArrowDown');
      await type('guarantees.performance.feeBilledTo', '本社');
      await press('guarantees.performance.paperFeeStatement');
      await tabTo(page, 'branch');
      await page.keyboard.press('ArrowDown');
      await press('completionNotice.wanted');
      await type('completionNotice.email', 'soumu@ejcs.co.jp');
      await type('contact.department', '総務部');
      await type('contact.name', '見本 太郎');
      await type('contact.phone', '026-000-0000');
      await type('contact.email', 'soumu@ejcs.co.jp');
      await press('to-confirmation', 'Enter');
      await page.waitForURL('**/confirmation');
      await press('send', 'Enter');
      await page.waitForURL('**/done');
      t.equal(await focused(page), 'notice notice-right', 'the focus is on what was done');
    });
  });

t.test('an application that was returned says why, is mended, and sent again; both sides write', async (t) => {
  const seen = await submitted();
  await review(seen, { decision: 'return', message: '工事番号を\nご確認ください。' });
  await visit(t, { as: 'contractor', javaScriptEnabled: false }, async (page) => {
    await page.goto('/');
    await page.getByRole('listitem').filter({ hasText: '差戻し' }).getByRole('link').first().click();
    t.match(await text(page), /差戻し\(要修正\)[\s\S]*工事番号を\nご確認ください。/);
    await page.getByLabel('お客様から弊社への連絡事項').fill(' ');
    await page.getByRole('button', { name: '連絡を送る' }).click();
    t.match(await page.title(), /^エラー: /);
    await page.getByLabel('お客様から弊社への連絡事項').fill('番号を直します。');
    await page.getByRole('button', { name: '連絡を送る' }).click();
    t.match(await text(page), /連絡を送りました[\s\S]*お客様から弊社へ 見本 太郎[\s\S]*番号を直します。/);

    await page.getByRole('link', { name: '申込を修正する' }).first().click();
    t.equal(await page.getByLabel('工期の終期').inputValue(), '令和9年3月19日');
    await page.getByLabel('工事番号').fill('建-8-999');
    await page.getByLabel('契約保証金額').fill('五百万');
    await page.getByRole('button', { name: '申込確認へ進む' }).click();
    t.match(await text(page), '契約保証の保証金額: 金額として読めません');
    t.equal(await page.getByLabel('工事番号').inputValue(), '建-8-999', 'what was right stays');
    await page.getByLabel('契約保証金額').fill('5,000,000');
    await page.getByRole('button', { name: '申込確認へ進む' }).click();
    t.match(await text(page), '建-8-999');
    await page.getByRole('button', { name: 'この内容で申し込む' }).click();
    await page.getByRole('link', { name: '申込の内容を見る' }).click();
    t.match(await text(page), /手続状況: 申込済/);

    await page.getByRole('link', { name: '申込を取り下げる' }).click();
    await page.getByRole('button', { name: '取り下げる' }).click();
    t.match(await text(page), /申込を取り下げました[\s\S]*手続状況: 取下げ/);
    await page.getByRole('link', { name: 'この申込を複写' }).click();
    t.equal(await page.getByLabel('工事番号').inputValue(), '建-8-999');
    t.match(await page.getByText('富士見町', { exact: false }).first().textContent(), '富士見町');
  });
});

/** One white pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==',
  'base64',
);

t.test('a paper is looked at beside what was typed, by both sides, and can do nothing there', async (t) => {
  const { id } = await submitted();
  t.equal((await attach(id, { type: 'other', name: '現場.png', content: picture })).statusCode, 201);
  const inlineOf = async (page: Visitor) => {
    const answer = await page.request.get(page.url().replace(/view$/, 'inline'));
    const { 'content-type': type, 'content-disposition': disposition, ...headers } = answer.headers();
    const { 'content-security-policy': policy, 'x-content-type-options': sniff } = headers;
    return [type, disposition?.split(';')[0], policy, sniff];
  };
  const alone = "default-src 'none'; frame-ancestors 'self'";
  for (const [as, path] of [
    ['contractor', `/applications/${id}`],
    ['underwriter', `/staff/applications/${id}`],
  ] as const) {
    await visit(t, { as, javaScriptEnabled: false }, async (page) => {
      await page.goto(path);
      const opened = page.context().waitForEvent('page');
      await page.getByRole('link', { name: '請負契約書.pdf を表示' }).click();
      const viewer = await opened;
      await viewer.waitForLoadState();
      t.match(await heading(viewer), '請負契約書.pdf');
      t.match(await text(viewer), /申し込まれた内容[\s\S]*町道○○線 道路改良工事[\s\S]*20,000,000円/);
      t.equal(await viewer.locator('object').getAttribute('type'), 'application/pdf');
      t.strictSame(await inlineOf(viewer), ['application/pdf', 'inline', alone, 'nosniff']);
      await viewer.getByRole('link', { name: '現場.png' }).click();
      t.ok(await viewer.getByRole('img', { name: '現場.png' }).isVisible());
      t.strictSame(await inlineOf(viewer), ['image/png', 'inline', `${alone}; sandbox`, 'nosniff']);
      const nobodys = `${path}/attachments/${crypto.randomUUID()}`;
      for (const end of ['view', 'inline']) t.equal((await viewer.request.get(`${nobodys}/${end}`)).status(), 404);
      await viewer.close();
    });
  }
});

t.test('why 電子保証 is not possible stands in the form as soon as it is known', async (t) => {
  await world.inject({
    ...{ method: 'POST', url: '/v1/orderers/imports' },
    headers: { ...(await admin.authorization()), 'content-type': 'text/csv', 'idempotency-key': crypto.randomUUID() },
    payload: 'code,prefecture,name,kana\nK-MIHON9,見本県,見本県企業局,みほんけんきぎょうきょく\n',
  });
  const said = (page: Visitor, kind: string) => page.locator(`#electronic-${kind}`).textContent();
  const press = (page: Visitor, name: string) => page.getByRole('button', { name }).click();
  await visit(t, { as: 'contractor', javaScriptEnabled: false }, async (page) => {
    const choose = async (name: string) => {
      await page.locator('#orderer').fill('見本県');
      await press(page, '発注者を探す');
      await page.getByRole('radio', { name }).check();
      await press(page, 'この発注者にする');
    };
    await page.goto('/applications/new');
    t.match(await said(page, 'performance'), '発注者を選ぶと');
    await choose('見本県企業局');
    await page.getByLabel('契約保証を申し込む').check();
    const question = page
      .getByRole('region', { name: '契約保証', exact: true })
      .getByRole('group', { name: '保証証書の形式' });
    t.match(
      await question.textContent(),
      /電子保証は選べません。見本県企業局は、電子保証への対応が確認できていません。証書\(紙\)ではお申し込みいただけます。/,
    );
    t.equal(await question.getByRole('link').getAttribute('href'), '/orderers', 'and where it is possible');
    await press(page, '発注者を選び直す');
    await choose('見本県土木部');
    t.match(await said(page, 'performance'), '見本県土木部は、この種類の保証を電子保証では受け付けていません。');
    t.match(await said(page, 'advance_payment'), /契約の種類によって違います。契約の種類の欄へ/);
    await page.getByRole('radio', { name: '業務委託' }).check();
    await press(page, '計算する');
    t.match(await said(page, 'advance_payment'), 'この契約(業務委託)の電子保証を受け付けていません');
    await page.getByRole('radio', { name: '請負工事' }).check();
    await page.getByLabel('前払金保証を申し込む', { exact: true }).check();
    for (const kind of ['前払金保証', '契約保証']) {
      await page.getByRole('region', { name: kind, exact: true }).getByRole('radio', { name: '電子保証' }).check();
    }
    await press(page, '申込確認へ進む');
    t.equal(await focused(page), 'error-summary');
    t.match(
      await page.locator('.error-summary').textContent(),
      /日付\(令和8年6月1日以後\)で判断されます[\s\S]*契約保証: 見本県土木部は、この種類の保証を/,
    );
    t.equal(
      await page.getByLabel('公告日・指名通知日').getAttribute('aria-invalid'),
      'true',
      'the day that it depends on',
    );
    await page.getByLabel('公告日・指名通知日').fill('R8.5.31');
    await press(page, '計算する');
    t.match(await said(page, 'advance_payment'), '令和8年6月1日以後のものに限られます');
    await page.getByLabel('公告日・指名通知日').fill('R8.6.1');
    await press(page, '計算する');
    t.equal(await said(page, 'advance_payment'), '見本県土木部は、この保証を電子保証で受け付けています。');
  });
  await visit(t, { as: 'contractor' }, async (page) => {
    await page.goto(await typedDraft());
    t.match(
      await said(page, 'advance_payment'),
      /この工事について発注者が電子保証を認めていることが必要です。.*申告の欄へ/,
    );
    await page.getByLabel('発注者が電子保証を認めています').check();
    await page.locator('#electronic-advance_payment').getByText('電子保証で受け付けています').waitFor();
  });
});

t.test('what the rules refuse is told before and when it is sent, with the way out', async (t) => {
  const { id } = await drafted(application({ works: { ordererAllowsElectronic: false } }));
  await visit(t, { as: 'contractor' }, async (page) => {
    await page.goto(`/applications/${id}/confirmation`);
    t.match(await text(page), /このままでは送信できません[\s\S]*証書\(紙\)ではお申し込みいただけます/);
    await page.getByRole('button', { name: 'この内容で申し込む' }).click();
    t.equal(await focused(page), 'error-summary');
    t.match(await page.locator('.error-summary').textContent(), '発注者が電子保証を認めていることが必要です');
  });
});

t.test(
  'years of a multi-year contract and members of a joint venture come and go as rows, without a script',
  async (t) => {
    await visit(t, { as: 'contractor', javaScriptEnabled: false }, async (page) => {
      await page.goto('/applications/new');
      t.notOk(await page.getByLabel('共同企業体の名称').isVisible());
      await page.getByLabel('共同企業体として受注した契約である').check();
      await page.getByRole('button', { name: '構成員を追加' }).click();
      for (const n of [1, 2, 3]) {
        await page
          .getByRole('group', { name: `構成員${n}` })
          .getByLabel('名称')
          .fill(`会社${n}`);
      }
      await page.getByRole('button', { name: '構成員2を削除' }).click();
      t.equal(await page.getByRole('group', { name: '構成員2' }).getByLabel('名称').inputValue(), '会社3');
      t.notOk(await page.getByRole('group', { name: '構成員3' }).isVisible());
    });
  },
);

t.test(
  'nobody sees or does what their role does not allow, and a form of an earlier session is not just sent',
  async (t) => {
    const { id } = await drafted();
    await visit(t, { as: 'underwriter' }, async (page) => {
      const answer = await page.goto('/applications/new');
      t.equal(answer?.status(), 403);
      t.match(await text(page), 'この操作は許可されていません');
    });
    await visit(t, { as: 'contractor' }, async (page) => {
      await page.goto(`/applications/${id}/withdrawal`);
      await page.evaluate("document.querySelector('main input[name=formToken]').value = 'of an earlier session'");
      await page.getByRole('button', { name: '取り下げる' }).click();
      t.equal(await heading(page), '入力した内容を送る');
    });
    t.match((await contractor.get(`/v1/applications/${id}`)).json(), { status: 'draft' });
  },
);

const reachApplication = (seen: { id: string }) => (page: Visitor) => page.goto(`/applications/${seen.id}`);

/** Each page in the states that it has; `npm test` looks at those without a comma. */
const states: Record<string, (page: Visitor) => Promise<unknown>> = {
  'log-in': async (page) => {
    await page.context().clearCookies();
    await page.goto('/log-in');
  },
  'log-in, refused': async (page) => {
    await page.context().clearCookies();
    await page.goto('/log-in');
    await logIn(page, 'contractor', 'wrong');
  },
  'log-in, throttled': async (page) => {
    await page.context().clearCookies();
    await page.goto('/log-in');
    for (let n = 0; n < 7; n += 1) await logIn(page, 'admin', 'wrong');
    await page.getByText('続けて失敗したため').waitFor();
  },
  password: (page) => page.goto('/password'),
  'password, forgotten': (page) => page.goto('/password/forgotten'),
  problem: (page) => page.goto('/no-such-page'),
  top: async (page) => {
    const seen = await submitted();
    await review(seen, { decision: 'return', message: 'ご確認ください。' });
    await page.goto('/');
  },
  form: async (page) => {
    await page.goto(await typedDraft());
    await page.getByLabel('複数年度にわたる契約').check();
    await page.getByLabel('共同企業体として受注した契約である').check();
    await page.getByLabel('中間前払金保証を申し込む').check();
    await page.getByRole('region', { name: '中間前払金保証' }).getByLabel('証書(紙)', { exact: true }).check();
    for (const help of await page.locator('details.help:visible > summary').all()) await help.click();
    await page.getByText('に自動で保存しました').waitFor();
  },
  'form, empty': (page) => page.goto('/applications/new'),
  'form, orderers found': async (page) => {
    await page.goto('/applications/new');
    await page.locator('#orderer').fill('長野県');
    await page.getByRole('button', { name: '発注者を探す' }).click();
  },
  'form, to mend': async (page) => {
    await page.goto('/applications/new');
    await page.getByRole('button', { name: '申込確認へ進む' }).click();
  },
  'form, registered works': async (page) => {
    const { worksId } = await drafted();
    await page.goto(`/applications/new?works=${worksId}`);
  },
  confirmation: async (page) => {
    const { id } = await drafted(application({ works: { ordererAllowsElectronic: false } }));
    await page.goto(`/applications/${id}/confirmation`);
  },
  'confirmation, file missing': async (page) => {
    const { id } = await drafted();
    await page.goto(`/applications/${id}/confirmation`);
    await page.getByRole('button', { name: '添付する' }).click();
  },
  done: async (page) => {
    const { id } = await submitted();
    await page.goto(`/applications/${id}/done`);
  },
  application: async (page) => {
    const seen = await submitted();
    await underwriter.post(`/v1/applications/${seen.id}/messages`, { text: '契約書の2ページ目をお送りください。' });
    await reachApplication(seen)(page);
  },
  'paper, PDF': async (page) => {
    const { id } = await submitted();
    await page.goto(`/applications/${id}`);
    await page.goto(`${await page.getByRole('link', { name: 'を表示' }).getAttribute('href')}`);
  },
  'application, returned': async (page) => {
    const seen = await submitted();
    await review(seen, { decision: 'return', message: 'ご確認ください。' });
    await reachApplication(seen)(page);
  },
  'application, fee due': async (page) => {
    const guarantees = application().guarantees.map((one) => ({ ...one, feePayment: 'bank_transfer' }));
    await reachApplication(await approved(application({ guarantees })))(page);
  },
  'application, issuing': async (page) => reachApplication(await approved())(page),
  applications: (page) => page.goto('/applications'),
  'applications, none': (page) => page.goto('/applications?status=completed'),
  withdrawal: async (page) => {
    const { id } = await drafted();
    await page.goto(`/applications/${id}/withdrawal`);
  },
  'billing parties': (page) => page.goto('/billing-parties'),
};

for (const [name, reach] of Object.entries(states).filter(([name]) => thorough || !name.includes(','))) {
  t.test(`everyone can use it: ${name}`, async (t) => {
    await visit(t, { as: 'contractor' }, async (page) => {
      await reach(page);
      t.strictSame(await accessibilityFaults(page, { printed: true }), []);
      await takePictures(page, name);
    });
  });
}

if (thorough) {
  for (const as of ['underwriter', 'admin'] as const) {
    t.test(`everyone can use it: top page, ${as}`, async (t) => {
      await visit(t, { as }, async (page) => {
        await page.goto('/');
        t.strictSame(await accessibilityFaults(page, { printed: true }), []);
        await takePictures(page, `top, ${as}`);
      });
    });
  }
}
