import { readFileSync } from 'node:fs';
import { addDays, formatWareki, todayInTokyo } from '@e-surety/domain';
import type { Page } from 'playwright-core';
import t from 'tap';
import { readPaper, withoutSpace } from '../../../packages/papers/test/reading.js';
import { smallPdf } from '../../../scripts/demo/papers.js';
import {
  accessibilityFaults,
  tabTo,
  tabToText,
  takePictures,
  withScriptAndWithout,
} from '../../../scripts/testing/browser.js';
import { thorough } from '../../../scripts/testing/extent.js';
import { heading, startDesk, text } from './desk.js';
import { startDsure } from './dsure.js';
import { application, guaranteeOf, journeys, performance } from './journey.js';
import { readMail } from './mail-text.js';

const dsure = await startDsure(t);
const { world, visit, browser } = await startDesk(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { clock, underwriter, sql, workOff } = world;
// D-Sure goes by the real clock: all days are counted from it.
const present = new Date();
const today = todayInTokyo(present);
const inDays = (days: number) => addDays(today, days);
clock.now = new Date(present.getTime() - 20 * 86_400_000);
const { issued } = journeys(world);
const period = { from: inDays(-29), to: inDays(120) };
const electronic = guaranteeOf(
  await issued(
    application({
      works: {
        contractDate: inDays(-30),
        period,
        submitTo: { department: '建設課', person: null, email: 'kensetsu@example.jp' },
      },
    }),
  ),
  'advance_payment',
).guaranteeNumber!;
const unsignedWorks = await issued(
  application({ works: { name: '庁舎改修工事', contractDate: null, period }, guarantees: [performance()] }),
);
const unsigned = guaranteeOf(unsignedWorks, 'performance').guaranteeNumber!;
clock.now = present;

const contractor = { as: 'contractor' } as const;
const withoutScript = { as: 'contractor', javaScriptEnabled: false } as const;
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const summary = (page: Page) => page.getByRole('group', { name: '入力を確かめてください' }).textContent();

async function downloaded(page: Page, click: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

async function keyOf(guaranteeNumber: string): Promise<string> {
  const answer = await world.contractor.get(`/v1/guarantees/${guaranteeNumber}/authentication-key`);
  return (answer.json() as { authenticationKey: string }).authenticationKey;
}

const readings = async () =>
  (await sql`select detail->>'as' as what from audit_trail where act = 'read_authentication_key' order by id`).map(
    ({ what }) => what as string,
  );

t.test('from the top page over the tab and 詳細 to the key notice, without a script', async (t) => {
  const key = await keyOf(electronic);
  const before = await readings();
  await visit(t, withoutScript, async (page) => {
    await page.goto('/');
    await page.getByRole('main').getByRole('link', { name: '保証契約一覧' }).click();
    await follow(page, '電子保証(認証キー)');
    await page.getByRole('link', { name: `詳細 ${electronic}` }).click();
    t.equal(await heading(page), `前払金保証 ${electronic}保証契約内容の確認`);
    t.match(await text(page), /有効[\s\S]*変更なし[\s\S]*富士見町[\s\S]*20,000,000円[\s\S]*40.0%/);
    t.match(await text(page), /これまでの経過[\s\S]*保証の発行/);

    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: /^電子保証 ?.新しいタブ/ }).click();
    const certificate = await opened;
    await certificate.waitForLoadState();
    t.equal(await certificate.getByText('同じ', { exact: true }).count(), 13, 'all as it was applied for');
    t.notOk((await certificate.content()).includes(key), 'the key is not shown unasked');

    const notice = await downloaded(certificate, () => follow(certificate, '認証キーのお知らせ(PDF)をダウンロード'));
    t.match(notice.name, electronic);
    t.ok((await readPaper(notice.bytes)).text.includes(withoutSpace(key)), 'the notice has the key');
    await press(certificate, '認証キーを表示する');
    t.match(await text(certificate), key);
    await certificate.locator('.key-shown:focus').waitFor();
    t.strictSame(await readings(), [...before, 'key_notice', 'key'], 'each reading is recorded');

    for (const name of ['電子証書(PDF)', '署名データ(JWS)']) {
      t.match((await downloaded(certificate, () => follow(certificate, name))).name, electronic);
    }
    await certificate.close();
  });
  t.notOk(
    world.log.some((line) => line.includes(key)),
    'and no log has the key',
  );
});

t.test('a text is copied by its button, which says so to whoever does not see it', async (t) => {
  await visit(t, { ...contractor, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    const copied = async (name: string) => {
      await page.getByRole('button', { name }).press('Enter');
      await page.getByRole('status').getByText('コピーしました').waitFor();
      t.equal(await page.evaluate('document.activeElement.tagName'), 'BUTTON', 'the focus stays');
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    await page.goto(`/guarantees/${electronic}/submission`);
    t.equal(await copied('コピー メールアドレス'), 'kensetsu@example.jp');
    await page.goto(`/guarantees/${electronic}/electronic`);
    await press(page, '認証キーを表示する');
    t.equal(await copied('コピー 認証キー'), await keyOf(electronic));
  });
  await visit(t, withoutScript, async (page) => {
    await page.goto(`/guarantees/${electronic}/submission`);
    t.equal(await page.getByRole('button', { name: 'コピー' }).count(), 0, 'what needs a script is not offered');
  });
});

t.test('the guide says how this orderer wants it, and a draft has the notice attached', async (t) => {
  await visit(t, contractor, async (page) => {
    await page.goto(`/guarantees/${unsigned}/submission`);
    t.match(await text(page), /富士見町 御中[\s\S]*担当課に宛先を確認/);
    const draft = await downloaded(page, () => follow(page, 'メールの下書きを受け取る(.eml)'));
    t.match(Buffer.from(draft.bytes).toString(), /X-Unsent: 1[\s\S]*application\/pdf/);
  });
});

for (const javaScriptEnabled of withScriptAndWithout) {
  const how = javaScriptEnabled ? '' : ', without a script';
  t.test(`by keyboard alone: from the top page to the key notice, and in D-Sure to 受領${how}`, async (t) => {
    let notice = '';
    await visit(t, { ...contractor, javaScriptEnabled }, async (page) => {
      const enter = async (on: Page, words: string) => {
        await tabToText(on, words);
        await on.keyboard.press('Enter');
      };
      await page.goto('/');
      await enter(page, '保証契約一覧');
      await page.waitForURL('**/guarantees');
      await enter(page, '電子保証(認証キー)');
      await page.waitForURL('**/guarantees?form=electronic');
      await enter(page, `詳細 ${electronic}`);
      await page.waitForURL(`**/${electronic}`);
      const opened = page.context().waitForEvent('page');
      await enter(page, '電子保証(新しいタブで開きます)');
      const certificate = await opened;
      await certificate.waitForLoadState();
      const paper = await downloaded(certificate, () => enter(certificate, '認証キーのお知らせ(PDF)をダウンロード'));
      notice = (await readPaper(paper.bytes)).text;
      await certificate.close();
    });
    const [key = ''] = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/.exec(notice) ?? [];
    const context = await browser.newContext({ locale: 'ja-JP', javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(dsure.url);
    for (const [field, words] of Object.entries({ guaranteeNumber: electronic, authenticationKey: key })) {
      await tabTo(page, field);
      await page.keyboard.type(words);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/certificates/**');
    await tabTo(page, 'result');
    await page.keyboard.press('Space');
    for (const [field, words] of Object.entries({ department: '建設課', declarer: '富士見 花子' })) {
      await tabTo(page, field);
      await page.keyboard.type(words);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**?recorded');
    t.match(await text(page), /受領\(当初\) 富士見町 建設課/);
    await context.close();
  });
}

t.test('a change is typed, mended, confirmed, asked for once, and shown as 反映中 until D-Sure has it', async (t) => {
  await visit(t, withoutScript, async (page) => {
    await page.goto(`/guarantees/${electronic}`);
    await follow(page, '変更・解約を申し込む');
    await follow(page, '増額');
    await page.getByLabel('変更後の保証金額').fill('2千2百万');
    await press(page, '確認へ進む');
    t.match(await summary(page), /変更後の保証金額は、20,000,000 のように[\s\S]*効力が生じる日を入力[\s\S]*理由を入力/);
    await page.getByLabel('変更後の保証金額').fill('１９，０００，０００円');
    await page.getByLabel('効力が生じる日').fill(today.replaceAll('-', ''));
    await page.getByLabel('契約変更日').fill(inDays(-1));
    await page.getByLabel('変更後の請負金額').fill('50,000,000');
    await page.getByLabel('変更の理由').fill('設計変更のため');
    await press(page, '確認へ進む');
    t.match(await text(page), /20,000,000円[\s\S]*19,000,000円/);
    t.match(await text(page), formatWareki(today), 'a day is echoed as it was understood');
    await press(page, 'この内容で申し込む');
    t.match(
      await summary(page),
      '現在の20,000,000円より多くありません',
      'what the operation refuses stands in the form again',
    );
    t.equal(await page.getByLabel('変更後の保証金額').inputValue(), '１９，０００，０００円', 'with what was typed');

    await page.getByLabel('変更後の保証金額').fill('２２，０００，０００円');
    await page.getByLabel('変更後の請負金額').fill('55,000,000');
    await press(page, '確認へ進む');
    await press(page, '修正する');
    t.equal(await page.getByLabel('変更後の請負金額').inputValue(), '55,000,000');
    await press(page, '確認へ進む');
    const again = await page.locator('main form').first().evaluate(sent);
    await press(page, 'この内容で申し込む');
    t.match(await text(page), /変更を申し込みました[\s\S]*申込済/);
    const change = page.url();
    const twice = await page.request.post(again.action, { form: again.fields, headers: sameOrigin, maxRedirects: 0 });
    t.equal(new URL(twice.headers().location!, change).href, change, 'the same form sent twice is one change');

    await decide(change, { decision: 'return', message: '変更契約書の金額を確かめてください。' });
    await page.reload();
    t.match(await text(page), /差戻し[\s\S]*変更契約書の金額を確かめてください/);
    await follow(page, '修正して送り直す');
    t.equal(await page.getByLabel('変更後の請負金額').inputValue(), '55,000,000円');
    await press(page, '確認へ進む');
    await press(page, 'この内容で申し込む');
    t.match(await text(page), '変更の申込を送り直しました');
    await press(page, '添付する');
    t.match(await summary(page), '添付するファイルを選んでください');
    const paper = { name: '変更契約書.pdf', mimeType: 'application/pdf', buffer: smallPdf('amended contract') };
    await page.getByLabel('ファイル').setInputFiles(paper);
    await press(page, '添付する');
    t.match(await text(page), /「変更契約書.pdf」を添付しました[\s\S]*変更契約書 変更契約書.pdf/);

    await decide(change, { decision: 'approve', message: null });
    await page.reload();
    t.match(await text(page), /反映中[\s\S]*追加の保証料は 5,000円/);
    await page.goto(`/guarantees/${electronic}`);
    t.match(await text(page), /変更を反映しています[\s\S]*変更前の内容です[\s\S]*20,000,000円/);
    await page.reload();
    t.match(await text(page), '変更を反映しています', 'a reload does not lose it');
    await workOff();
    await page.reload();
    t.match(await text(page), /変更 第1回\(最新\)[\s\S]*22,000,000円[\s\S]*増額[\s\S]*手続完了[\s\S]*変更\(第1版\)/);
    t.notMatch(await text(page), '反映しています');
  });
});

/** What a form would send. */
function sent(form: unknown) {
  const { action, elements } = form as {
    action: string;
    elements: Iterable<{ name: string; value: string }>;
  };
  const named = [...elements].filter(({ name }) => name !== '');
  return { action, fields: Object.fromEntries(named.map(({ name, value }) => [name, value])) };
}
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

async function decide(page: string, decision: object): Promise<void> {
  const path = new URL(page).pathname.replace(/^\/guarantees\/(.+)\/changes\//, '/v1/guarantees/$1/change-requests/');
  await world.contractor.upload(`${path}/attachments`, [
    { field: 'type', content: 'amended_contract' },
    { field: 'file', content: smallPdf('amended'), fileName: '変更契約書.pdf' },
  ]);
  const { etag } = (await underwriter.get(path)).headers;
  const answer = await underwriter.post(`${path}/review`, decision, { 'if-match': String(etag) });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

t.test('a change can be taken back, and a key replaced: what goes on is told until it is done', async (t) => {
  await visit(t, withoutScript, async (page) => {
    await page.goto(`/guarantees/${unsigned}/changes/new?type=cancellation`);
    await page.getByLabel('解約する日').fill(formatWareki(inDays(3)));
    await page.getByLabel('解約の理由').fill('請負契約の解除');
    await press(page, '確認へ進む');
    await press(page, 'この内容で申し込む');
    await press(page, 'この変更の申込を取り下げる');
    t.match(await text(page), /取り下げました[\s\S]*取下げ/);

    const old = await keyOf(unsigned);
    await page.goto(`/guarantees/${unsigned}`);
    await follow(page, '認証キーを再発行する');
    await press(page, '認証キーを再発行する');
    t.match(await summary(page), '再発行の理由');
    await page.getByLabel('再発行の理由').fill('誤って別の会社に送信したため');
    await press(page, '認証キーを再発行する');
    t.match(await text(page), /再発行を始めました[\s\S]*認証キーを再発行しています/);
    await page.goto(`/guarantees/${unsigned}/electronic`);
    t.equal(
      await page.getByRole('button', { name: '認証キーを表示する' }).count(),
      0,
      'nobody is given a key that ends',
    );
    await workOff();
    await page.reload();
    await press(page, '認証キーを表示する');
    const shown = await page.locator('#key').textContent();
    t.match(shown, /^(\w{4}-){6}\w{4}$/);
    t.not(shown, old);
  });
});

t.test('a contract that was signed later is told, and another price than applied for is a change', async (t) => {
  await visit(t, withoutScript, async (page) => {
    await page.goto(`/guarantees/${unsigned}`);
    await follow(page, '請負契約の締結を登録する');
    await page.getByLabel('請負契約日').fill(formatWareki(inDays(-2)));
    await page.getByLabel('契約番号').fill('R8-77');
    await page.getByLabel('請負金額').fill('51,000,000');
    await press(page, '登録する');
    t.match(await summary(page), '請負金額51,000,000円が、申込の50,000,000円と違います');
    await page.getByLabel('請負金額').fill('50,000,000');
    await press(page, '登録する');
    t.match(await text(page), '請負契約の締結を登録しました');
    t.equal(await page.getByRole('link', { name: '請負契約の締結を登録する' }).count(), 0);
  });
});

t.test('fee statements are listed by month and type, each with its paper', async (t) => {
  await visit(t, withoutScript, async (page) => {
    await page.goto('/fee-statements');
    const paper = await downloaded(page, () => follow(page, `保証料計算書(PDF) ${unsigned}`));
    t.ok((await readPaper(paper.bytes)).text.includes('保証料計算書'));
    await page.getByLabel('種類').selectOption('refund');
    await press(page, '絞り込む');
    t.match(await text(page), '該当する保証料計算書はありません');
    await page.getByLabel('種類').selectOption('fee');
    await page.getByLabel('発行月').selectOption(inDays(-20).slice(0, 7));
    await press(page, '絞り込む');
    const list = await downloaded(page, () => page.getByRole('link', { name: '一括納付の一覧(CSV)' }).click());
    t.match(Buffer.from(list.bytes).toString(), unsigned);
  });
});

t.test('a company invites, changes and stops its users', async (t) => {
  await visit(t, withoutScript, async (page) => {
    await page.goto('/users');
    await follow(page, '利用者を招待する');
    await page.getByLabel('氏名').fill('見本 三郎');
    await page.getByLabel('メールアドレス').fill('saburo@ejcs.co.jp');
    await page.getByLabel('ログインID').fill('contractor');
    await press(page, '招待する');
    t.ok(await summary(page), 'a login id that is taken is refused in the form');
    await page.getByLabel('ログインID').fill('saburo');
    await press(page, '招待する');
    t.match(await text(page), /見本 三郎さんを招待しました[\s\S]*招待中/);
    await workOff();
    t.ok(mailsTo('saburo@ejcs.co.jp') === 1);

    await follow(page, '見本 三郎');
    const user = page.url();
    clock.now = new Date(clock.now.getTime() + 1_000);
    await press(page, 'パスワードを決めるメールを送る');
    await workOff();
    t.equal(mailsTo('saburo@ejcs.co.jp'), 2);
    const stale = await page.context().newPage();
    await stale.goto(user);
    await page.getByLabel('氏名').fill('見本 三郎太');
    await page.getByRole('radio', { name: '会社の管理者' }).check();
    await press(page, '変更する');
    t.match(await heading(page), '見本 三郎太');
    await stale.getByLabel('氏名').fill('見本 四郎');
    await press(stale, '変更する');
    t.ok(await summary(stale), 'nobody writes over what somebody else has changed meanwhile');
    await stale.close();
    await press(page, '利用を停止する');
    t.match(await text(page), /見本 三郎太さんの利用を停止しました[\s\S]*利用停止/);
    await follow(page, '見本 三郎太');
    await press(page, '利用を再開する');
    t.match(await text(page), /利用を再開しました[\s\S]*招待中/);
  });
});

const mailsTo = (address: string) => world.mails().filter((mail) => readMail(mail).to.includes(address)).length;

t.test('the guides and the list of orderers are for everybody, other pages for whom they concern', async (t) => {
  await visit(t, { javaScriptEnabled: false }, async (page) => {
    await page.goto('/guide');
    t.match(await heading(page), '電子保証の仕組み');
    await page.getByRole('main').getByRole('link', { name: '認証キーの取得方法・発注者への提出方法' }).click();
    await page.getByRole('contentinfo').getByRole('link', { name: '電子保証対応の発注者' }).click();
    await page.getByLabel('発注者の名前').fill('ふじみ');
    await press(page, '絞り込む');
    await follow(page, '富士見町');
    t.match(await text(page), /工事ごとに発注者が認めたもの[\s\S]*電子メール/);
  });
  await visit(t, { as: 'underwriter', javaScriptEnabled: false }, async (page) => {
    t.equal((await page.goto('/guarantees'))?.status(), 403);
    await page.goto('/guide');
    t.match(await page.getByRole('banner').textContent(), '審査 花子', 'who is signed in stays so');
  });
  await visit(t, withoutScript, async (page) => {
    const somebodyElses = '12-08-0009999-1';
    t.ok([400, 404].includes((await page.goto(`/guarantees/${somebodyElses}`))!.status()));
  });
});

// ------------------------------------------------------------------ every page in every state

const states: Record<string, (page: Page) => Promise<unknown>> = {
  guarantees: (page) => page.goto('/guarantees?form=electronic'),
  'guarantees, none': (page) => page.goto('/guarantees?form=paper'),
  guarantee: (page) => page.goto(`/guarantees/${electronic}`),
  electronic: async (page) => {
    await page.goto(`/guarantees/${electronic}/electronic`);
    await press(page, '認証キーを表示する');
  },
  'electronic, before the key': (page) => page.goto(`/guarantees/${electronic}/electronic`),
  submission: (page) => page.goto(`/guarantees/${electronic}/submission`),
  'change, choose': (page) => page.goto(`/guarantees/${electronic}/changes/new`),
  'change, form': (page) => page.goto(`/guarantees/${electronic}/changes/new?type=decrease_and_period`),
  'change to mend': async (page) => {
    await page.goto(`/guarantees/${electronic}/changes/new?type=increase_and_period`);
    await press(page, '確認へ進む');
  },
  'change to confirm': async (page) => {
    await page.goto(`/guarantees/${electronic}/changes/new?type=cancellation`);
    await page.getByLabel('解約する日').fill(inDays(1));
    await page.getByLabel('解約の理由').fill('請負契約の解除');
    await press(page, '確認へ進む');
  },
  change: async (page) => {
    await page.goto(`/guarantees/${electronic}`);
    await page.getByRole('link', { name: '増額' }).click();
  },
  'key replacement': (page) => page.goto(`/guarantees/${electronic}/key-replacement`),
  conclusion: (page) => page.goto(`/works/${unsignedWorks.worksId}/contract-conclusion?from=${unsigned}`),
  statements: (page) => page.goto('/fee-statements'),
  users: (page) => page.goto('/users'),
  'user, invite': (page) => page.goto('/users/new'),
  user: async (page) => {
    await page.goto('/users');
    await follow(page, '見本 太郎');
  },
  'user, stopped': async (page) => {
    await page.goto('/users');
    await follow(page, '見本 三郎太');
  },
  guide: (page) => page.goto('/guide'),
  'guide, key': (page) => page.goto('/guide/authentication-key'),
  orderers: (page) => page.goto('/orderers'),
  orderer: (page) => page.goto('/orderers/203629'),
};

t.test('everyone can use each page, on a desk and on the narrowest screen', async (t) => {
  await visit(t, contractor, async (page) => {
    for (const [name, reach] of Object.entries(states)) {
      if (!thorough && name.includes(',')) continue;
      await reach(page);
      t.strictSame(await accessibilityFaults(page, { printed: true }), [], name);
      await takePictures(page, name);
    }
  });
});
