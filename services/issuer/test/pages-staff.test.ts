import type { Page } from 'playwright-core';
import t from 'tap';
import { smallPdf } from '../../../scripts/demo/papers.js';
import { accessibilityFaults, focused, tabTo, takePictures } from '../../../scripts/testing/browser.js';
import { thorough } from '../../../scripts/testing/extent.js';
import { heading, type Role, startDesk, text } from './desk.js';
import { advance, application, journeys, performance } from './journey.js';

const { world, visit } = await startDesk(t);
const { colleague, contractor, sql, underwriter, workOff } = world;
const { approve, approved, read, submitted } = journeys(world);

const onPaper = (name: string) =>
  application({
    works: { name },
    guarantees: [performance({ form: 'paper', feePayment: 'bank_transfer' })],
    paperDelivery: { method: 'post', address: '長野県諏訪郡富士見町○○100番地' },
  });
const large = (name: string) =>
  application({
    works: { contractPrice: 1_000_000_000, name },
    guarantees: [
      advance({ amount: 400_000_000, feePayment: 'cash' }),
      performance({ amount: 90_000_000, feePayment: 'cash' }),
    ],
  });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name }).first().click();
const receipt = { amount: 20_000, receivedOn: '2026-11-23', method: 'bank_transfer', reference: '振込 0001' };

const pay = (id: string) => underwriter.post(`/v1/applications/${id}/guarantees/performance/fee-receipt`, receipt);
const errors = (page: Page) => page.getByRole('group', { name: '入力を確かめてください' }).textContent();

/** A certificate on paper, issued and not yet sent. */
async function issued(name: string): Promise<string> {
  const { id } = await approved(onPaper(name));
  await pay(id);
  await workOff();
  return (await read(id)).guarantees[0]!.guaranteeNumber!;
}

/** One of which no certificate can be made: the works are said to end before they are contracted for. */
async function held(name: string) {
  const { id, worksId } = await approved(onPaper(name));
  const contractedOn = async (day: string) => {
    await sql`update works set facts = jsonb_set(facts, '{contractDate}', to_jsonb(${day}::text)) where id = ${worksId}`;
  };
  await contractedOn('2027-03-20');
  await pay(id);
  await workOff();
  return { id, mend: () => contractedOn('2026-11-10') };
}

/** An increase that its contractor asks for, with the paper that it needs. */
async function increaseOf(guaranteeNumber: string): Promise<string> {
  const at = `/v1/guarantees/${guaranteeNumber}/change-requests`;
  const answer = await contractor.post(at, {
    ...{ type: 'increase', contractChange: { changedOn: '2026-11-23', contractPrice: 80_000_000, periodTo: null } },
    ...{
      newAmount: 8_000_000,
      newPeriodTo: null,
      effectiveOn: '2026-11-23',
      reason: '設計変更のため',
      corrections: [],
    },
  });
  const { id } = answer.json() as { id: string };
  await contractor.upload(`${at}/${id}/attachments`, [
    { field: 'type', content: 'amended_contract' },
    { field: 'file', content: smallPdf('changed'), fileName: '変更契約書.pdf' },
  ]);
  return id;
}

t.test('without a script: claimed, looked at, approved, paid, and the certificate sent', async (t) => {
  const { id } = await submitted(onPaper('町営○○団地 屋根改修工事'));
  await visit(t, { as: 'underwriter', javaScriptEnabled: false }, async (page) => {
    await page.goto('/');
    await follow(page, '審査待ち');
    await follow(page, '町営○○団地 屋根改修工事');
    await press(page, '審査を始める');
    t.match(await text(page), /審査を始めました。[\s\S]*審査 花子 自分[\s\S]*限度内[\s\S]*添付あり[\s\S]*限度額内/);
    const download = page.waitForEvent('download');
    await follow(page, '請負契約書.pdf をダウンロード');
    t.equal((await download).suggestedFilename(), '請負契約書.pdf');

    await press(page, 'この結果で確定する');
    t.match(await text(page), '契約保証の結果を選んでください');
    await page.getByLabel('承認', { exact: true }).check();
    await press(page, 'この結果で確定する');
    t.match(await text(page), /審査の結果を記録しました。[\s\S]*保証料入金待ち[\s\S]*令和8年12月7日/);

    await page.getByLabel('入金額').fill('１９，９９９円');
    await page.getByLabel('照会番号など').fill('振込 0001');
    await press(page, '入金を記録する');
    t.match(await text(page), '保証料20,000円に対し1円不足しています。');
    t.equal(await page.getByLabel('照会番号など').inputValue(), '振込 0001', 'what was typed is still there');
    await page.getByLabel('入金額').fill('20,500');
    await press(page, '入金を記録する');
    t.match(await text(page), '過納が500円あります。');
    await workOff();

    await follow(page, '郵送待ち');
    const printed = page.waitForEvent('download');
    const waiting = page.getByRole('row').filter({ hasText: '町営○○団地' });
    while ((await waiting.count()) === 0) await page.reload(); // what else is prepared meanwhile may have taken the task
    await waiting.getByRole('link', { name: '印刷用PDF' }).click();
    t.match((await printed).suggestedFilename(), /\.pdf$/);
    await waiting.getByRole('link', { name: '発送を記録する' }).click();
    await page.getByLabel('発送日').fill('R8.11.24');
    await press(page, '発送を記録する');
    t.match(await text(page), '発行日から今日までの日ではありません');
    await page.getByLabel('発送日').fill('R8.11.23');
    await page.getByLabel('書留番号・受取人など').fill('書留 123-45-67890-1');
    await press(page, '発送を記録する');
    t.match(await text(page), /発送を記録しました。[\s\S]*発送済み[\s\S]*書留 123-45-67890-1/);
    await follow(page, '郵送待ち');
    t.notMatch(await text(page), '町営○○団地');
    await page.goto(`/staff/applications/${id}`);
    t.match(await text(page), /経過[\s\S]*審査を開始[\s\S]*契約保証: 承認[\s\S]*入金を記録[\s\S]*証書の発送を記録/);
  });
});

t.test('by the keyboard alone another person approves what one has approved', async (t) => {
  const seen = await submitted(large('総合体育館 新築工事'));
  await visit(t, { as: 'colleague' }, async (page) => {
    await page.goto(`/staff/applications/${seen.id}`);
    for (const choice of await page.getByRole('radio', { name: '承認' }).all()) await choice.check();
    await press(page, 'この結果で確定する');
    t.match(await text(page), /前払金保証は、一次承認をした方とは別の方の承認が必要です。/);
  });
  await visit(t, { as: 'underwriter' }, async (page) => {
    await page.goto(`/staff/applications/${seen.id}`);
    await tabTo(page, 'decision-advance_payment');
    await page.keyboard.press('Space');
    await tabTo(page, 'message-advance_payment');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('審査の結果を記録しました。').waitFor();
    t.match(await focused(page), 'notice', 'and what was done is heard');
    t.equal((await read(seen.id)).guarantees.find(({ kind }) => kind === 'advance_payment')!.status, 'fee_due');
  });
});

t.test('what somebody else has changed meanwhile is looked at again, and what was typed stays', async (t) => {
  const { id } = await submitted();
  await visit(t, { as: 'underwriter' }, async (page) => {
    await page.goto(`/staff/applications/${id}`);
    await page.getByText('申込の全体を差し戻す').click();
    await page.getByLabel('直していただきたいこと').fill('工期の終わりをご確認ください。');
    await colleague.post(`/v1/applications/${id}/claim`);
    await press(page, '差し戻す');
    t.match(await text(page), '読み込んだ後に変更されています');
    t.equal(await page.getByLabel('直していただきたいこと').inputValue(), '工期の終わりをご確認ください。');
    await press(page, '差し戻す');
    t.match(await text(page), /差し戻しました。[\s\S]*差戻し\(要修正\)/);
    t.ok((await page.getByRole('button').count()) > 0);
    await page.emulateMedia({ media: 'print' });
    t.equal(await page.getByRole('button').count(), 0, 'on paper stands what was found, and nothing that is pressed');
    await page.emulateMedia({ media: null });
    await page.getByLabel('お客様へのお知らせ').fill('直したらお知らせください。');
    await press(page, '送る');
    t.match(await text(page), '直したらお知らせください。');
  });
});

t.test('a correction is shown once more before it is asked for; nobody voids alone', async (t) => {
  const number = await issued('記載を誤った工事');
  let request = '';
  await visit(t, { as: 'underwriter', javaScriptEnabled: false }, async (page) => {
    await page.goto(`/staff/guarantees?q=${encodeURIComponent('記載を誤った')}`);
    await follow(page, number);
    await follow(page, '記載の誤りを訂正する');
    await page.getByLabel('訂正の理由').fill('工事番号の入力誤り');
    await press(page, '確認に進む');
    t.match(await text(page), '訂正する項目が必要です。');
    await page.getByLabel('工事番号').fill('08-0132');
    await press(page, '確認に進む');
    t.equal(await heading(page), '訂正の確認');
    t.match(await text(page), /工事番号[\s\S]*08-0123[\s\S]*08-0132/);
    await press(page, '入力に戻る');
    t.equal(await page.getByLabel('工事番号').inputValue(), '08-0132');
    await press(page, '確認に進む');
    await press(page, 'この内容で訂正を申し込む');
    t.match(await text(page), /訂正を申し込みました。[\s\S]*08-0123[\s\S]*08-0132/);
    await page.getByLabel('承認', { exact: true }).check();
    await press(page, 'この結果で確定する');
    await workOff();
    await page.goto(`/staff/guarantees/${number}`);
    t.match(await text(page), /第1版 訂正[\s\S]*工事番号: 08-0123 → 08-0132/);

    await follow(page, '無効にする');
    await press(page, '確認に進む');
    t.match(await errors(page), '理由を入力してください');
    await page.getByLabel('理由').fill('二重に発行したため');
    await press(page, '確認に進む');
    t.match(await text(page), /元に戻すことはできません。[\s\S]*二重に発行したため/);
    await press(page, '無効を申し込む');
    t.match(await text(page), '承認は、申し込んだ方とは別の方が行ってください。');
    t.equal(await page.getByLabel('承認', { exact: true }).count(), 0);
    request = new URL(page.url()).pathname;
  });
  await visit(t, { as: 'colleague' }, async (page) => {
    await page.goto(request);
    await page.getByLabel('承認', { exact: true }).check();
    await press(page, 'この結果で確定する');
    await workOff();
    await page.goto(`/staff/guarantees/${number}`);
    t.match(await text(page), /無効\(発行取消\)[\s\S]*第2版 無効/);
  });
});

t.test('what is held goes on when two people say so, and until then nothing happens', async (t) => {
  const { id, mend } = await held('点検で止まった工事');
  const decide = async (page: Page, decision: string, reason: string) => {
    await page.getByLabel(decision).check();
    await page.getByLabel('理由', { exact: true }).fill(reason);
    await press(page, '判断を記録する');
  };
  await visit(t, { as: 'underwriter', javaScriptEnabled: false }, async (page) => {
    await page.goto('/staff/cases?status=held');
    await follow(page, '点検で止まった工事');
    t.match(await text(page), /発行保留[\s\S]*保留の理由 .*certificate_inconsistent/);
    await press(page, '判断を記録する');
    t.match(await errors(page), /判断を選んでください[\s\S]*理由を入力してください/);
    await decide(page, '取り消す', '金額の誤りのため');
    t.match(await text(page), /一人目の判断を記録しました。[\s\S]*審査 花子が「取り消す」と判断しました/);
    await decide(page, '取り消す', '金額の誤りのため');
    t.match(await errors(page), 'もう一人の審査担当者の承認が必要です', 'nobody confirms themselves');
  });
  await mend();
  await visit(t, { as: 'colleague' }, async (page) => {
    await page.goto(`/staff/applications/${id}`);
    await decide(page, '再開する', '請負金額の登録を直した');
    t.match(await text(page), /一人目の判断を記録しました。[\s\S]*承認 三郎が「再開する」と判断しました/);
  });
  await visit(t, { as: 'underwriter' }, async (page) => {
    await page.goto(`/staff/applications/${id}`);
    await decide(page, '再開する', '登録が直ったことを確かめた');
    t.match(await text(page), '判断がそろい、実行しました。');
    await workOff();
    await page.reload();
    t.match(await text(page), /手続完了[\s\S]*12-08-\d{7}-\d/);
  });
});

t.test('a change is sent back, approved, paid for, and shown as the newest revision', async (t) => {
  const number = await issued('増額する工事');
  const id = await increaseOf(number);
  await visit(t, { as: 'underwriter', javaScriptEnabled: false }, async (page) => {
    await page.goto('/staff/cases?type=change&status=submitted');
    await follow(page, '増額する工事');
    t.match(await text(page), /5,000,000円[\s\S]*8,000,000円[\s\S]*変更契約書\.pdf[\s\S]*追加の保証料\(見込み\)/);
    await press(page, 'この結果で確定する');
    t.match(await errors(page), '結果を選んでください');
    await page.getByLabel('差戻し', { exact: true }).check();
    await press(page, 'この結果で確定する');
    t.match(await errors(page), '差戻し・お断りの理由を入力してください');
    await page.getByLabel('承認', { exact: true }).check();
    await press(page, 'この結果で確定する');
    t.match(await text(page), /審査の結果を記録しました。[\s\S]*保証料は12,000円です/);
    const notice = page.waitForEvent('download');
    await follow(page, '保証料のご案内(PDF)');
    t.match((await notice).suggestedFilename(), /\.pdf$/);

    await page.getByLabel('入金額').fill('11,999');
    await page.getByLabel('照会番号など').fill('振込 0002');
    await press(page, '入金を記録する');
    t.match(await errors(page), '1円不足しています');
    t.equal(await page.getByLabel('照会番号など').inputValue(), '振込 0002', 'what was typed is still there');
    await page.getByLabel('入金額').fill('１２，３００円');
    await press(page, '入金を記録する');
    t.match(await text(page), /入金を記録しました。過納が300円あります。/);
    await workOff();
    await page.goto(`/staff/guarantees/${number}/changes/${id}`);
    t.match(await text(page), /手続完了/);
    await follow(page, number);
    t.match(await text(page), /変更 第1回\(最新\)[\s\S]*保証金額: 5,000,000円 → 8,000,000円/);
    await page.goto('/staff/fees/refundables');
    t.match(await text(page), /増額する工事[\s\S]*300円/);
  });
});

t.test('a guarantee is declined with a reason, and the month is settled in a file', async (t) => {
  const { id } = await submitted(onPaper('引き受けない工事'));
  await visit(t, { as: 'underwriter' }, async (page) => {
    await page.goto(`/staff/applications/${id}`);
    await page.getByLabel('お断り', { exact: true }).check();
    await press(page, 'この結果で確定する');
    t.match(await errors(page), '契約保証のお断りの理由を入力してください');
    t.ok(await page.getByLabel('お断り', { exact: true }).isChecked(), 'what was chosen stays');
    await page.getByLabel('お断りの理由').fill('与信の限度のため');
    await press(page, 'この結果で確定する');
    t.match(await text(page), /お引受不可[\s\S]*契約保証: お断り 与信の限度のため/);

    await page.goto('/staff/fees/lump-sum');
    const csv = page.waitForEvent('download');
    await press(page, 'CSVを受け取る');
    t.match((await csv).suggestedFilename(), /2026-11.*\.csv$/);
  });
});

t.test('an admin registers a company, invites its user, and adds a rule of an orderer', async (t) => {
  await visit(t, { as: 'admin', javaScriptEnabled: false }, async (page) => {
    await page.goto('/admin/contractors');
    await follow(page, '会社を利用登録する');
    await press(page, '登録する');
    t.match(await text(page), '会社のIDは半角の英小文字・数字・ハイフンで入力してください');
    await page.getByLabel('会社のID').fill('mihon-gumi');
    await page.getByLabel('商号または名称').fill('髙﨑\uFA10組 株式会社');
    await page.getByLabel('所在地').fill('長野県茅野市○○1-1');
    await page.getByLabel('代表者の職名').fill('代表取締役');
    await page.getByLabel('代表者の氏名').fill('髙﨑 一');
    await page.getByLabel('与信の限度額').fill('五億円');
    await press(page, '登録する');
    t.match(await text(page), /与信の限度額: .*読めません/);
    await page.getByLabel('与信の限度額').fill('500,000,000円');
    await press(page, '登録する');
    t.match(await text(page), /利用登録しました。[\s\S]*髙﨑\uFA10組 株式会社/);

    await follow(page, '利用者を招待する');
    await page.getByLabel('ログインID').fill('takasaki');
    await page.getByLabel('氏名').fill('髙﨑 花');
    await page.getByLabel('メールアドレス').fill('hana@example.jp');
    await page.getByLabel('会社の管理者').check();
    await press(page, '招待する');
    t.match(await text(page), /招待のメールを送ります。[\s\S]*招待中[\s\S]*髙﨑\uFA10組 株式会社\(会社の管理者\)/);

    await page.goto('/admin/orderers/203629');
    await follow(page, '新しい規則を登録する');
    await page.getByLabel('この規則を適用する日').fill('令和9年13月1日');
    await page.getByLabel('中間前払金保証', { exact: true }).first().uncheck();
    await press(page, 'この規則を登録する');
    t.match(await errors(page), 'この規則を適用する日');
    await page.getByLabel('この規則を適用する日').fill('R9.4.1');
    await press(page, 'この規則を登録する');
    t.match(await text(page), /規則を登録しました。[\s\S]*令和9年4月1日から 適用前[\s\S]*令和6年1月1日から 適用中/);
    await follow(page, 'この版を直す');
    await page.getByLabel('備考').fill('中間前払金保証は対象外。');
    await press(page, 'この規則を登録する');
    t.match(await text(page), /令和9年4月1日から 適用前[\s\S]*中間前払金保証は対象外。/);
  });
});

t.test('an admin opens a branch and changes it, and registers rates that are not yet in force', async (t) => {
  await visit(t, { as: 'admin', javaScriptEnabled: false }, async (page) => {
    await page.goto('/admin/branches');
    await follow(page, '支店を登録する');
    await page.getByLabel('支店のID').fill('Matsumoto');
    await press(page, '登録する');
    t.match(await errors(page), '支店のIDは半角の英小文字・数字・ハイフンで入力してください');
    await page.getByLabel('支店のID').fill('matsumoto');
    await page.getByLabel('名称').fill('松本支店');
    await page.getByLabel('電話番号').fill('0263-00-0000');
    await page.getByLabel('メールアドレス').fill('matsumoto');
    await page.getByLabel('受付時間').fill('9:00~17:00');
    await page.getByLabel('一覧での順番').fill('三');
    await press(page, '登録する');
    t.match(await errors(page), /メールアドレス[\s\S]*一覧での順番/);
    await page.getByLabel('メールアドレス').fill('matsumoto@mihon.example.jp');
    await page.getByLabel('一覧での順番').fill('３');
    await press(page, '登録する');
    t.match(await text(page), /支店を登録しました。[\s\S]*松本支店[\s\S]*0263-00-0000/);
    await follow(page, '松本支店');
    await page.getByLabel('電話番号').fill('0263-00-0001');
    await press(page, '変更する');
    t.match(await text(page), /支店を変更しました。[\s\S]*0263-00-0001/);

    await page.goto('/admin/tariffs');
    await follow(page, '新しい版を登録する');
    await press(page, '登録する');
    t.match(await errors(page), '版の名前を入力してください');
    await page.getByLabel('版の名前').fill('2027-04');
    await page.getByLabel('適用を始める日').fill('R8.11.23');
    const performance = page.getByRole('region', { name: '契約保証', exact: true });
    await performance.getByLabel('段階1 料率(%)').fill('四割');
    await press(page, '登録する');
    t.match(await errors(page), '料率は、0.35のように%で入力してください');
    await performance.getByLabel('段階1 料率(%)').fill('０．３５');
    await press(page, '登録する');
    t.match(await errors(page), '適用を始める日', 'what has begun is never changed');
    await page.getByLabel('適用を始める日').fill('R9.4.1');
    await press(page, '登録する');
    t.match(await text(page), /保証料率を登録しました。[\s\S]*2027-04 適用前[\s\S]*0\.35%[\s\S]*適用中/);
    await follow(page, 'この版を直す');
    await performance.getByLabel('最低保証料(円)').fill('5,000円');
    await press(page, '登録する');
    t.match(await text(page), /2027-04 適用前[\s\S]*5,000円/);
  });
});

t.test('an admin changes who sees which branch, stops somebody, and lets them in again', async (t) => {
  await visit(t, { as: 'admin' }, async (page) => {
    await page.goto('/admin/new/user?role=underwriter');
    await page.getByLabel('ログインID').fill('nagano-shinsa');
    await page.getByLabel('氏名').fill('長野 四郎');
    await press(page, '招待する');
    t.match(await errors(page), 'メールアドレス');
    await page.getByLabel('メールアドレス').fill('shiro@mihon.example.jp');
    await page.getByLabel('長野支店').check();
    await press(page, '招待する');
    t.match(await text(page), /招待のメールを送ります。[\s\S]*招待中[\s\S]*長野支店/);

    await page.getByLabel('氏名').fill('');
    await press(page, '変更する');
    t.match(await errors(page), '氏名');
    await page.getByLabel('氏名').fill('長野 四朗');
    await page.getByLabel('長野支店').uncheck();
    await page.getByLabel('和歌山支店').check();
    await press(page, '変更する');
    t.match(await text(page), /変更しました。[\s\S]*長野 四朗[\s\S]*和歌山支店/);
    await press(page, 'メールを送る');
    t.match(await text(page), 'パスワードを決めるためのメールを送ります。');
    await page.getByText('この利用者の利用を停止する').click();
    await press(page, '利用を停止する');
    t.match(await text(page), /利用を停止しました。[\s\S]*長野 四朗 利用停止/);
    await press(page, '利用を再開する');
    t.match(await text(page), /利用を再開しました。[\s\S]*長野 四朗 招待中/);

    await page.goto('/admin/contractors/marumaru-kensetsu');
    t.equal(await page.getByLabel('与信の限度額').inputValue(), '1,000,000,000');
    await page.getByLabel('所在地').fill('長野県諏訪郡富士見町○○101番地');
    await press(page, '変更する');
    t.match(await text(page), '変更しました。');
  });
});

t.test('a list of orderers is taken line by line, and each that is not says why', async (t) => {
  await visit(t, { as: 'admin' }, async (page) => {
    await page.goto('/admin/import/orderers');
    await press(page, '取り込む');
    t.match(await errors(page), 'CSVファイルを選んでください');
    const csv = 'code,prefecture,name,kana\n203637,長野県,原村,はらむら\n203638,長野県,なし村,なしむら\n';
    await page
      .getByLabel('CSVファイル')
      .setInputFiles({ name: '長野.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await press(page, '取り込む');
    t.match(await text(page), /長野\.csv の2行のうち、1行を取り込みました。[\s\S]*受け付けなかった行[\s\S]*203638/);
  });
});

t.test('each role has its own pages, and a branch its own cases', async (t) => {
  const theirs = await submitted(application({ branch: 'wakayama' }));
  await sql`update users set branches = '{nagano}' where login_id = 'underwriter'`;
  const status = async (as: Role, path: string) => {
    let found = 0;
    await visit(t, { as }, async (page) => {
      found = (await page.goto(path))!.status();
    });
    return found;
  };
  t.equal(await status('underwriter', `/staff/applications/${theirs.id}`), 404);
  t.equal(await status('contractor', '/staff/cases'), 403);
  t.equal(await status('underwriter', '/admin/users'), 403);
  t.equal(await status('admin', '/staff/cases'), 403);
  await sql`update users set branches = null where login_id = 'underwriter'`;
});

// ---------------------------------------------------------------- every page, as somebody finds it
const waiting = await submitted(application({ messageToIssuer: '至急お願いします。' }));
const referred = await submitted(large('(仮称)富士見町総合体育館 新築工事'));
await approve(referred, colleague);
await contractor.post(`/v1/applications/${referred.id}/messages`, {
  text: '入金は明日の予定です。\nよろしくお願いします。',
});
const heldOne = await held('保留された工事');
const number = await issued('橋梁補修工事(第2工区)');
const changeId = await increaseOf(number);
const [somebody] = (await sql`select id from users where login_id = 'underwriter'`) as unknown as [{ id: string }];

type State = { as: Role; path: string; reach?: (page: Page) => Promise<unknown>; more?: true; printed?: true };
const staff = (path: string, more: Partial<State> = {}): State => ({ as: 'underwriter', path, ...more });
const admin = (path: string, more: Partial<State> = {}): State => ({ as: 'admin', path, ...more });
const states: Record<string, State> = {
  'top page of an underwriter': staff('/'),
  cases: staff('/staff/cases', { printed: true }),
  'no case': staff('/staff/cases?q=%E2%80%A6', { more: true }),
  application: staff(`/staff/applications/${waiting.id}`, { printed: true }),
  'application of which nothing was chosen': staff(`/staff/applications/${waiting.id}`, {
    reach: (page) => press(page, 'この結果で確定する'),
    more: true,
  }),
  'application that needs a second person': staff(`/staff/applications/${referred.id}`, { more: true }),
  'application that is held': staff(`/staff/applications/${heldOne.id}`, { more: true }),
  'application declined without a reason': staff(`/staff/applications/${waiting.id}`, {
    reach: async (page) => {
      for (const choice of await page.getByRole('radio', { name: 'お断り' }).all()) await choice.check();
      await press(page, 'この結果で確定する');
    },
    more: true,
  }),
  'held, as one person decided': staff(`/staff/applications/${heldOne.id}`, {
    reach: async (page) => {
      await page.getByLabel('取り消す').check();
      await page.getByLabel('理由', { exact: true }).fill('二重の申込のため');
      await press(page, '判断を記録する');
    },
    more: true,
  }),
  guarantees: staff('/staff/guarantees'),
  guarantee: staff(`/staff/guarantees/${number}`),
  change: staff(`/staff/guarantees/${number}/changes/${changeId}`),
  correction: staff(`/staff/guarantees/${number}/correction`),
  'correction to be confirmed': staff(`/staff/guarantees/${number}/correction`, {
    reach: async (page) => {
      await page.getByLabel('工事番号').fill('08-0132');
      await page.getByLabel('訂正の理由').fill('工事番号の入力誤り');
      await press(page, '確認に進む');
    },
    more: true,
  }),
  'change that waits for its fee': staff(`/staff/guarantees/${number}/changes/${changeId}`, {
    reach: async (page) => {
      await page.getByLabel('承認', { exact: true }).check();
      await press(page, 'この結果で確定する');
      await press(page, '入金を記録する');
    },
    more: true,
  }),
  void: staff(`/staff/guarantees/${number}/void`, { more: true }),
  'key replacement to be confirmed': staff(`/staff/guarantees/${number}/key-replacement`, {
    reach: async (page) => {
      await page.getByLabel('理由').fill('お知らせが別の会社に送られたため');
      await press(page, '確認に進む');
    },
    more: true,
  }),
  dispatches: staff('/staff/dispatches'),
  'fee receipts': staff('/staff/fees'),
  refundables: staff('/staff/fees/refundables', { more: true }),
  'fee statements': staff('/staff/fees/statements', { more: true }),
  'lump sums': staff('/staff/fees/lump-sum', { more: true }),
  'top page of an admin': admin('/', { more: true }),
  contractors: admin('/admin/contractors', { more: true }),
  contractor: admin('/admin/contractors/marumaru-kensetsu'),
  'new contractor': admin('/admin/new/contractor', { reach: (page) => press(page, '登録する'), more: true }),
  users: admin('/admin/users', { more: true }),
  user: admin(`/admin/users/${somebody.id}`),
  invitation: admin('/admin/new/user?role=underwriter', { more: true }),
  branches: admin('/admin/branches', { more: true }),
  branch: admin('/admin/branches/nagano', { more: true }),
  'new branch, mistyped': admin('/admin/new/branch', { reach: (page) => press(page, '登録する'), more: true }),
  orderers: admin('/admin/orderers', { more: true }),
  orderer: admin('/admin/orderers/203629'),
  rules: admin('/admin/orderers/203629/rules'),
  import: admin('/admin/import/orderers', { more: true }),
  tariffs: admin('/admin/tariffs'),
  'new tariff': admin('/admin/new/tariff', { more: true }),
  'new tariff, mistyped': admin('/admin/new/tariff', { reach: (page) => press(page, '登録する'), more: true }),
};

for (const as of ['underwriter', 'admin'] as const) {
  t.test(`the pages of an ${as} can be used by everyone`, async (t) => {
    await visit(t, { as }, async (page) => {
      for (const [name, { path, reach, more, printed }] of Object.entries(states).filter(
        ([, state]) => state.as === as,
      )) {
        if (more && !thorough) continue;
        await page.goto(path);
        await reach?.(page);
        t.strictSame(await accessibilityFaults(page, { printed: printed === true }), [], name);
        await takePictures(page, `${as}-${name}`);
      }
    });
  });
}
