import type { Page } from 'playwright-core';

/** 申込作成, as the source document's own example has it. */
export async function fillIn(page: Page, name = '町道○○線 道路改良工事'): Promise<void> {
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
