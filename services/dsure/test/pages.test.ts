import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Certificate,
  type CertificateRevision,
  calendarDay as day,
  formatAuthenticationKey,
  reviseCertificate,
  yen,
} from '@e-surety/domain';
import type { Page } from 'playwright-core';
import t from 'tap';
import { long, longName } from '../../../packages/papers/test/orders.js';
import {
  accessibilityFaults,
  focused,
  listenForFaults,
  listenForHosts,
  startBrowser,
  tabTo,
  withScriptAndWithout,
} from '../../../scripts/testing/browser.js';
import { thorough } from '../../../scripts/testing/extent.js';
import { setIssuerContacts } from '../src/issuers/set-issuer-contacts.js';
import { readBatch } from '../src/pages/batch-lines.js';
import { deposited, makeReplacement, makeRevision, newCertificate, newKey, startWorld } from './world.js';

const world = await startWorld(t, { throttle: { failures: 30, withinSeconds: 600 } });
const { mihon, clock } = world;
await setIssuerContacts(world.postgres.db, {
  id: mihon.id,
  contacts: [{ name: '長野支店', phone: '026-000-0000', hours: '9:00~17:00(土日祝を除く)' }],
});
const site = await world.app.listen({ host: '127.0.0.1', port: 0 });
const browser = await startBrowser(t);

type Deposit = Awaited<ReturnType<typeof deposited>>;
/** One tab with scripts and one without: to start a tab for each visit takes longer than most visits. */
const tabs = { true: openTab(true), false: openTab(false) };

async function openTab(javaScriptEnabled: boolean) {
  const context = await browser.newContext({ locale: 'ja-JP', javaScriptEnabled });
  const page = await context.newPage();
  return { page, faults: listenForFaults(page), hosts: listenForHosts(page) };
}

/** A browser that knows nothing yet. At the end nothing may have gone wrong in it, and nobody else been asked for anything. */
async function visit(t: Tap, work: (page: Page) => Promise<void>, { javaScript = true } = {}): Promise<void> {
  const { page, faults, hosts } = await tabs[`${javaScript}`];
  await page.context().clearCookies();
  await work(page);
  t.strictSame(faults.splice(0), []);
  t.strictSame([...hosts], [new URL(site).host]);
}
type Tap = Pick<typeof t, 'strictSame'>;

/** As a clerk does it: from the notice into the form. */
async function lookUp(page: Page, typed: { key: string; guaranteeNumber: string }): Promise<void> {
  await page.goto(site);
  await page.getByLabel('保証契約番号').fill(typed.guaranteeNumber);
  await page.getByRole('textbox', { name: '認証キー' }).fill(typed.key.replace(/(.{4})(?=.)/g, '$1-'));
  await page.getByRole('button', { name: '照会する' }).click();
}

async function revised(one: Deposit, changes: CertificateRevision[]): Promise<Deposit> {
  let { made } = one;
  for (const change of changes) {
    const { certificate, digest } = made;
    made = await makeRevision(mihon, reviseCertificate(certificate, change), one.key, { previous: digest });
    const answer = await mihon.put(made.path, made.body);
    if (answer.statusCode !== 201) throw new Error(answer.body);
  }
  return { ...one, made };
}

const on = (date: string, reason: string) => ({ issuedOn: day(date), effectiveOn: day(date), reason });
const increase: CertificateRevision = {
  ...{ type: 'amendment', ...on('2026-11-12', '設計変更による増額') },
  changes: { amount: yen(22_000_000), works: { contractPrice: yen(55_000_000) } },
};
const extension: CertificateRevision = {
  ...{ type: 'amendment', ...on('2026-11-20', '工期の延長') },
  changes: { period: { to: day('2027-03-31') }, works: { period: { to: day('2027-03-31') } } },
};
const correction: CertificateRevision = {
  ...{ type: 'correction', ...on('2026-11-21', '工事番号の入力誤り') },
  changes: { works: { number: '建-8-132' } },
};

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const text = async (page: Page) => (await page.locator('main').textContent()) ?? '';
const wrongKey = (key: string) => key.slice(0, 9) + (key[9] === '7' ? '8' : '7') + key.slice(10);

t.test('a clerk types number and key, and reads what is guaranteed', async (t) => {
  const one = await revised(await deposited(mihon), [increase, extension]);
  await visit(t, async (page) => {
    await lookUp(page, one);
    t.equal(new URL(page.url()).pathname, `/certificates/${one.guaranteeNumber}`);
    t.equal(await heading(page), '前払金保証の電子証書');
    const shown = await text(page);
    const order = [
      '有効',
      '変更 第2回(最新)',
      '富士見町',
      '髙﨑\uFA10建設 株式会社',
      '町道見本線 "第1工区" 道路改良工事',
    ];
    const then = ['建-8-123', '55,000,000円', '22,000,000円', '40.0%', '工期の末日まで保証しています'];
    const places = [...order, ...then].map((words) => shown.indexOf(words));
    t.ok(!places.includes(-1), `${places}`);
    t.strictSame(
      places,
      [...places].sort((a, b) => a - b),
      'in the order in which it is checked',
    );
    for (const words of ['変更 第1回(第1版)', '20,000,000円', '設計変更による増額', 'この画面が証明です', '適合']) {
      t.ok(shown.includes(words), words);
    }
    const content = await page.content();
    t.notOk(
      content.includes(one.key) || content.includes(formatAuthenticationKey(one.key)),
      'the key is not shown again',
    );
    t.notMatch(shown, /封緘|危殆化/, 'in the words of a town hall');
    await page.reload();
    t.equal(await heading(page), '前払金保証の電子証書', 'it survives being loaded again');
    await page.setViewportSize({ width: 320, height: 900 });
    const amount = await page.getByRole('cell', { name: '22,000,000円' }).boundingBox();
    t.ok(amount!.height < 40, 'on a phone an amount stands in one line');
    await page.setViewportSize({ width: 1280, height: 720 });
  });
});

t.test(
  "the notice's link brings the key into the form, out of the address, and looks nothing up by itself",
  async (t) => {
    const one = await deposited(mihon);
    const fragment = `#key=${formatAuthenticationKey(one.key)}&number=${one.guaranteeNumber}`;
    await visit(t, async (page) => {
      await page.goto(`${site}/${fragment}`);
      await page.getByText('お知らせの認証キーを入力しました').waitFor();
      t.equal(page.url(), `${site}/`);
      t.equal(await page.getByRole('textbox', { name: '認証キー' }).inputValue(), formatAuthenticationKey(one.key));
      t.equal(await heading(page), '電子証書を照会する');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/certificates/${one.guaranteeNumber}`);
    });
    await visit(
      t,
      async (page) => {
        await page.goto(`${site}/${fragment}`);
        t.equal(await page.getByRole('textbox', { name: '認証キー' }).inputValue(), '');
        t.match(await text(page), '入らないときは、お知らせを見て入力してください');
      },
      { javaScript: false },
    );
  },
);

t.test('without a script: looked up, compared, declared, and the papers taken home', async (t) => {
  const one = await deposited(mihon);
  const work = async (page: Page) => {
    await lookUp(page, one);
    t.match(await text(page), /有効[\s\S]*変更なし/);

    await page.getByLabel('請負金額(税込)').fill('５０，０００，０００円');
    await page.getByLabel('工期の終期').fill('R9.3.20');
    await page.getByRole('button', { name: '照合する' }).click();
    t.match(await text(page), '入力された2件のうち、1件が電子証書と異なります');
    t.equal(await page.getByLabel('工期の終期').inputValue(), 'R9.3.20', 'what was typed is kept');

    await page.getByRole('radio', { name: '訂正依頼' }).check();
    await page.getByRole('button', { name: '申告する' }).click();
    t.match(
      await page.getByRole('group', { name: '入力を確かめてください' }).textContent(),
      '訂正してほしい内容を入力して',
    );
    t.match(await page.title(), /^エラー: /);
    await page.getByLabel('訂正してほしい内容').fill('工期は3月20日までです。');
    await page.getByLabel('部署名').fill('建設課');
    await page.getByLabel('氏名').fill('見本 太郎');
    await page.getByRole('button', { name: '申告する' }).click();
    t.match(await text(page), '申告を記録しました');
    t.match(await text(page), /訂正依頼\(当初\) 富士見町 建設課/);

    for (const [name, file] of [
      ['閲覧確認票(PDF)', `閲覧確認票_${one.guaranteeNumber}_当初.pdf`],
      ['電子証書(PDF)', `電子証書_${one.guaranteeNumber}_当初.pdf`],
      ['署名データ(JWS)', `電子証書_${one.guaranteeNumber}_当初.jws`],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name, exact: true }).click();
      t.equal((await download).suggestedFilename(), file);
    }
  };
  await visit(t, work, { javaScript: false });
});

for (const javaScript of withScriptAndWithout)
  t.test(
    `by keyboard alone: from the first page to a declaration${javaScript ? '' : ', without a script'}`,
    async (t) => {
      const one = await deposited(mihon);
      const work = async (page: Page) => {
        await page.goto(site);
        await page.keyboard.press('Tab');
        t.equal(await focused(page), 'skip-link');
        await page.keyboard.press('Enter');
        await tabTo(page, 'guaranteeNumber');
        await page.keyboard.type(one.guaranteeNumber);
        await page.keyboard.press('Tab');
        await page.keyboard.type(wrongKey(one.key));
        await page.keyboard.press('Enter');
        await page.waitForURL('**/look-up');
        t.equal(await focused(page), 'error-summary', 'the focus goes to what has to be mended');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        t.equal(await focused(page), 'authenticationKey');
        await page.keyboard.press('Control+A');
        await page.keyboard.type(one.key);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/certificates/**');
        await tabTo(page, 'result');
        await page.keyboard.press('Space');
        await tabTo(page, 'department');
        await page.keyboard.type('建設課');
        await page.keyboard.press('Tab');
        await page.keyboard.type('見本 太郎');
        await page.keyboard.press('Enter');
        await page.waitForURL('**?recorded');
        t.match(await text(page), /受領\(当初\) 富士見町 建設課/);
      };
      await visit(t, work, { javaScript });
    },
  );

t.test('the form forgives, and tells where the fault probably is', async (t) => {
  const one = await deposited(mihon);
  const wide = (typed: string) => typed.replace(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0));
  await visit(t, async (page) => {
    const typed = wide(formatAuthenticationKey(one.key).toLowerCase()).replaceAll('－', ' ー ');
    await lookUp(page, { key: '', guaranteeNumber: wide(one.guaranteeNumber).replaceAll('－', '') });
    await page
      .getByRole('textbox', { name: '認証キー' })
      .fill(` ${typed.replaceAll('０', 'ｏ').replaceAll('１', 'ｌ')}`);
    await page.getByRole('button', { name: '照会する' }).click();
    t.equal(await heading(page), '前払金保証の電子証書');

    await lookUp(page, { ...one, key: wrongKey(one.key) });
    t.match(await text(page), 'おそらく3組目');
    t.match(await page.locator('.suspect').textContent(), '3組目');
    t.equal(await page.getByRole('textbox', { name: '認証キー' }).getAttribute('aria-invalid'), 'true');
    t.equal(await page.getByLabel('保証契約番号').inputValue(), one.guaranteeNumber, 'what was right stays');
  });
});

t.test('who is refused is told calmly what to do, and whom the prefix names', async (t) => {
  const one = await deposited(mihon);
  const replacement = await makeReplacement(mihon, [one.made], newKey());
  await mihon.put(replacement.path, replacement.body);
  const unknown = newCertificate(mihon).guaranteeNumber;
  const hikakus = newCertificate(world.hikaku).guaranteeNumber;
  await visit(t, async (page) => {
    await lookUp(page, { key: newKey(), guaranteeNumber: unknown });
    t.match(await text(page), /見つかりません[\s\S]*見本建設業保証株式会社[\s\S]*長野支店 026-000-0000 9:00~17:00/);
    await lookUp(page, { key: newKey(), guaranteeNumber: hikakus });
    t.match(await text(page), /見つかりません[\s\S]*比較建設業保証株式会社[\s\S]*にお尋ねください/);
    t.notMatch(await text(page), '長野支店');
    const nobodys = unknown.replace(/^12/, '99');
    await lookUp(page, { key: newKey(), guaranteeNumber: nobodys });
    t.match(await text(page), '保証契約番号に入力の誤りがあります');
    await lookUp(page, one);
    t.match(await text(page), 'この認証キーは再発行により無効になりました');
    t.notOk((await text(page)).includes('富士見町'));
  });
});

t.test('facts that were typed are kept when the key has to be typed again', async (t) => {
  const one = await deposited(mihon);
  const start = clock.now;
  await visit(t, async (page) => {
    await lookUp(page, one);
    await page.getByLabel('必要な保証金額').fill('20,000,001');
    clock.now = new Date(start.getTime() + 61 * 60_000);
    await page.getByRole('button', { name: '照合する' }).click();
    t.match(await text(page), 'もう一度認証キーを入力してください');
    t.equal(await page.getByLabel('保証契約番号').inputValue(), one.guaranteeNumber);
    t.equal(await page.getByLabel('必要な保証金額').inputValue(), '20,000,001');
    await page.getByRole('textbox', { name: '認証キー' }).fill(one.key);
    await page.getByRole('button', { name: '照会する' }).click();
    t.match(await text(page), /1件が電子証書と異なります[\s\S]*不足/);
  });
  clock.now = start;
});

t.test('several keys at once become a table, and a CSV that Excel opens, without any key in it', async (t) => {
  const one = await deposited(mihon);
  const other = await deposited(mihon);
  const lines = `保証契約番号,認証キー\n${one.guaranteeNumber},${one.key}\n"${formatAuthenticationKey(other.key)}"\n${other.guaranteeNumber}\t${newKey()}`;
  await visit(t, async (page) => {
    await page.goto(`${site}/batch`);
    await page.getByLabel('保証契約番号と認証キー').fill(lines);
    await page.getByRole('button', { name: '照会して表で見る' }).click();
    t.match(await text(page), '3件のうち2件の電子証書が見つかりました');
    t.equal(await page.getByRole('row').count(), 4);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('button', { name: one.guaranteeNumber }).click();
    const certificate = await opened;
    await certificate.waitForURL(`**/certificates/${one.guaranteeNumber}`);
    await certificate.close();

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '照会してCSVで受け取る' }).click();
    const bytes = readFileSync(await (await download).path());
    t.strictSame([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const csv = bytes.toString('utf8');
    t.equal(csv.split('\r\n').length, 5);
    t.match(csv, '"町道見本線 ""第1工区"" 道路改良工事"');
    for (const { key } of [one, other]) t.notOk(csv.includes(key) || csv.includes(formatAuthenticationKey(key)));
  });
});

t.test('a CSV file is read with a script and without one, as Excel wrote it', async (t) => {
  const one = await deposited(mihon);
  const csv = `${one.guaranteeNumber},${one.key}\r\n`;
  const file = (buffer: Buffer) => ({ name: '照会.csv', mimeType: 'text/csv', buffer });
  const shiftJis = Buffer.concat([Buffer.from([0x94, 0xd4, 0x8d, 0x86, 0x0d, 0x0a]), Buffer.from(csv)]);
  await visit(t, async (page) => {
    await page.goto(`${site}/batch`);
    await page.getByLabel('CSVファイル').setInputFiles(file(shiftJis));
    await page.waitForFunction("document.getElementById('lines').value.startsWith('番号')");
    await page.getByRole('button', { name: '照会して表で見る' }).click();
    t.match(await text(page), '1件のうち1件');
  });
  const withoutScript = async (page: Page) => {
    for (const buffer of [
      shiftJis,
      Buffer.from(`\uFEFF番号\r\n${csv}`),
      Buffer.from(`\uFEFF番号\n${csv}`, 'utf16le'),
    ]) {
      await page.goto(`${site}/batch`);
      await page.getByLabel('保証契約番号と認証キー').fill(newKey());
      await page.getByLabel('CSVファイル').setInputFiles(file(buffer));
      await page.getByRole('button', { name: '照会して表で見る' }).click();
      t.match(await text(page), '2件のうち1件');
      t.match(await page.getByLabel('保証契約番号と認証キー').inputValue(), one.key);
    }
    await page.getByLabel('CSVファイル').setInputFiles(file(Buffer.alloc(300_000, '1')));
    await page.getByRole('button', { name: '照会して表で見る' }).click();
    t.match(await page.getByRole('group', { name: '入力を確かめてください' }).textContent(), '256KB');
  };
  await visit(t, withoutScript, { javaScript: false });
  const wrong = await world.app.inject({ method: 'POST', url: '/batch', payload: { lines: '' } });
  t.equal(wrong.statusCode, 415);
});

t.test('a form with another file than the page has is refused, and nothing waits for it', async (t) => {
  const send = (name: string, content: string) => {
    const form = new FormData();
    form.set(name, new Blob([content]), 'x.csv');
    form.set('as', 'csv');
    return fetch(`${site}/batch`, { method: 'POST', body: form, signal: AbortSignal.timeout(900) });
  };
  const unknown = await send('other', 'x'.repeat(200_000));
  t.equal(unknown.status, 400);
  t.match(await unknown.text(), '「other」という欄はありません');
  t.equal((await send('file', 'x'.repeat(5_000_000))).status, 413);
});

t.test('lines are read as they come out of spreadsheets and mails', async (t) => {
  const key = newKey();
  const number = newCertificate(mihon).guaranteeNumber;
  const asked = (content: string) => readBatch(content).map((line) => line.asked);
  const whole = [{ authenticationKey: formatAuthenticationKey(key), guaranteeNumber: number }];
  for (const line of [
    `${number},${formatAuthenticationKey(key)}`,
    `"${formatAuthenticationKey(key)}";"${number}"`,
    `1\t${number}\t${formatAuthenticationKey(key)}\t町道見本線`,
    `保証契約番号、認証キー\r\n\r\n${number}、${formatAuthenticationKey(key)}\r\n`,
    `${number} ${formatAuthenticationKey(key)}`,
  ]) {
    t.strictSame(asked(line), whole, line);
  }
  t.strictSame(asked(key), [{ authenticationKey: key }]);
  t.strictSame(asked(''), []);
  t.match(readBatch(`\n${key}`), [{ line: 2 }]);
});

t.test('of a guarantee that has ended nothing is said that could be taken for a promise', async (t) => {
  const one = await revised(await deposited(mihon), [{ type: 'cancellation', ...on('2026-11-20', '請負契約の解除') }]);
  await visit(t, async (page) => {
    await lookUp(page, one);
    t.match(await text(page), '令和8年11月20日に解約されました');
    t.notOk((await text(page)).includes('保証しています'));
  });
});

t.test('no other site can have a form of ours sent', async (t) => {
  const one = await deposited(mihon);
  await visit(t, async (page) => {
    await lookUp(page, one);
    const cookies = await page.context().cookies(`${site}/certificates/${one.guaranteeNumber}/`);
    t.match(cookies, [
      { name: 'view', httpOnly: true, sameSite: 'Strict', secure: true, path: `/certificates/${one.guaranteeNumber}` },
    ]);
    t.strictSame(await page.context().cookies(`${site}/certificates/${newCertificate(mihon).guaranteeNumber}`), []);
    await page.locator('input[name=formToken]').evaluate((input) => input.setAttribute('value', 'stolen'));
    await page.getByRole('radio', { name: '受領' }).check();
    await page.getByRole('button', { name: '申告する' }).click();
    t.equal(await heading(page), '画面が古くなっています。もう一度照会してください');
  });
  const [rows] = await world.postgres.sql`
    select count(*)::int as n from acknowledgements where guarantee_number = ${one.guaranteeNumber}`;
  t.equal(rows!.n, 0);
});

t.test('what people typed cannot become HTML', async (t) => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const body = new URLSearchParams({ guaranteeNumber: evil, authenticationKey: evil, contractorName: evil }).toString();
  const answer = await world.app.inject({ method: 'POST', url: '/look-up', headers, payload: body });
  t.equal(answer.statusCode, 400);
  t.notOk(answer.body.includes('<img'));
  t.notOk(answer.body.includes('<script>'));
});

// ------------------------------------------------------------------ every page in every state

/** How each state comes about. The first of a page is what `npm test` looks at. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  form: (page) => page.goto(site),
  'form, mistyped': async (page) => lookUp(page, { ...(await deposited(mihon)), key: wrongKey(newKey()) }),
  'form, empty': (page) => lookUp(page, { key: '', guaranteeNumber: '' }),
  'form, not found': async (page) => lookUp(page, { ...(await deposited(mihon)), key: newKey() }),
  'form, throttled': async (page) => {
    const one = await deposited(mihon);
    const lookUps = Array.from({ length: 40 }, () => ({ authenticationKey: newKey() }));
    await fetch(`${site}/v1/look-ups/batch`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ lookUps }),
    });
    await lookUp(page, { ...one, key: newKey() });
    await page.getByText('この回線からの照会が混み合っています').waitFor();
  },
  'form, replaced': async (page) => {
    const one = await deposited(mihon);
    const replacement = await makeReplacement(mihon, [one.made], newKey());
    await mihon.put(replacement.path, replacement.body);
    await lookUp(page, one);
  },
  'form, key again': async (page) => {
    const one = await deposited(mihon);
    await lookUp(page, one);
    await page.context().clearCookies();
    await page.getByLabel('受注者').fill('○○建設');
    await page.getByRole('button', { name: '照合する' }).click();
  },
  result: async (page) => lookUp(page, await revised(await deposited(mihon), [increase, extension, correction])),
  'result, in force': async (page) => lookUp(page, await deposited(mihon)),
  'result, not yet': async (page) => at('2026-11-10T01:00:00Z', async () => lookUp(page, await deposited(mihon))),
  'result, expired': async (page) => {
    const one = await deposited(mihon);
    await at('2027-03-20T01:00:00Z', () => lookUp(page, one));
  },
  'result, cancelled': async (page) =>
    lookUp(
      page,
      await revised(await deposited(mihon), [{ type: 'cancellation', ...on('2026-11-20', '請負契約の解除') }]),
    ),
  'result, void': async (page) =>
    lookUp(page, await revised(await deposited(mihon), [{ type: 'void', ...on('2026-11-20', '二重に発行したため') }])),
  'result, joint venture': async (page) => lookUp(page, await deposited(mihon, longestCertificate())),
  'result, compared': async (page) => {
    await lookUp(page, await deposited(mihon));
    await page.getByLabel('工事番号').fill('建ー８－１２３');
    await page.getByLabel('受注者').fill('高崎塚建設');
    await page.getByLabel('必要な保証金額').fill('20,000,001');
    await page.getByRole('button', { name: '照合する' }).click();
  },
  'result, declaration to mend': async (page) => {
    await lookUp(page, await deposited(mihon));
    await page.getByRole('button', { name: '申告する' }).click();
  },
  'result, declared': async (page) => {
    await lookUp(page, await deposited(mihon));
    await page.getByRole('radio', { name: '受領' }).check();
    await page.getByLabel('部署名').fill('建設課');
    await page.getByLabel('氏名').fill('見本 太郎');
    await page.getByRole('button', { name: '申告する' }).click();
  },
  'batch, result': async (page) => {
    const [one, other, ended] = [await deposited(mihon), await deposited(mihon), await deposited(mihon)];
    await revised(ended, [{ type: 'cancellation', ...on('2026-11-20', '請負契約の解除') }]);
    await page.goto(`${site}/batch`);
    const lines = [one, other, ended].map(({ guaranteeNumber, key }) => `${guaranteeNumber},${key}`);
    await page.getByLabel('保証契約番号と認証キー').fill([...lines, wrongKey(newKey())].join('\n'));
    await page.getByRole('button', { name: '照会して表で見る' }).click();
  },
  batch: (page) => page.goto(`${site}/batch`),
  'batch, empty': async (page) => {
    await page.goto(`${site}/batch`);
    await page.getByRole('button', { name: '照会して表で見る' }).click();
  },
  problem: (page) => page.goto(`${site}/no-such-page`),
};

async function at(instant: string, work: () => Promise<void>): Promise<void> {
  const before = clock.now;
  clock.now = new Date(instant);
  await work();
  clock.now = before;
}

function longestCertificate(): Certificate {
  const certificate = newCertificate(mihon);
  const members = Array.from({ length: 10 }, (_, i) => ({
    ...{ name: long(`見本${i}建設株式会社`, 60), address: '長野県諏訪郡富士見町', sharePercent: '10.0' },
    ...{ representativeTitle: '代表取締役', representativeName: '見本 太郎' },
  }));
  const contractor = { ...certificate.contractor, name: members[0]!.name };
  return {
    ...certificate,
    contractor: {
      ...contractor,
      jointVenture: { name: long('見本特定建設工事共同企業体', 90), representative: 0, members },
    },
    works: { ...certificate.works, name: longName, subject: 'consulting', number: null },
    remarks: long('備考に書かれた長い文章。', 400),
  };
}

const looked = (name: string) => thorough || !name.includes(',') || name === 'batch, result';
/** What people print. */
const printed = new Set(['result', 'result, joint venture', 'batch, result']);
const pictures = process.env.PAGE_PICTURES;

for (const [name, reach] of Object.entries(states).filter(([name]) => looked(name))) {
  t.test(`everyone can use it: ${name}`, async (t) => {
    await visit(t, async (page) => {
      await reach(page);
      t.strictSame(await accessibilityFaults(page, { printed: printed.has(name) }), []);
      if (pictures) await takePictures(page, name);
    });
  });
}

/** `PAGE_PICTURES=folder npm test -- services/dsure/test/pages.test.ts` leaves pictures for people to look at. */
async function takePictures(page: Page, name: string): Promise<void> {
  mkdirSync(pictures!, { recursive: true });
  const file = (kind: string) => join(pictures!, `${name.replaceAll(/\W+/g, '-')}.${kind}`);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: file(`${width}.png`), fullPage: true });
  }
  await page.pdf({ path: file('pdf'), preferCSSPageSize: true });
}
