import {
  type AuthenticationKey,
  type CalendarDay,
  formatAuthenticationKey,
  formatWareki,
  type GuaranteeKind,
  type GuaranteeNumber,
  guaranteeKindNames,
  type WorksSubject,
  worksLabels,
} from '@e-surety/domain';
import { type Fact, factTable } from '../kit/fact-table.js';
import { qrCode } from '../kit/qr-code.js';
import { heightOf, millimetre, Sheet, setProminent, setText } from '../kit/sheet.js';
import { colours, styles, widthOf } from '../kit/style.js';

/** 34 symbols of one width fill the panel. */
const keyStyle = { ...styles.code, size: 21, leading: 27 };

export interface KeyNoticeOrder {
  issuer: { name: string; branch: { name: string; phone: string; email: string; hours: string } };
  issuedOn: CalendarDay;
  /** 変更回数. */
  amendments: number;
  orderer: { name: string /** Who is written to: 富士見町長. */; addressee: string };
  contractor: { name: string };
  works: { subject: WorksSubject; name: string; number: string | null };
  kind: GuaranteeKind;
  guaranteeNumber: GuaranteeNumber;
  authenticationKey: AuthenticationKey;
  /** D-Sure's page for looking up, without a fragment. */
  lookUpUrl: string;
  /** How this orderer wants the notice (提出方法の案内); null where it is not known. */
  submissionGuide: SubmissionGuide | null;
}

export interface SubmissionGuide {
  /** In reading order: 提出先, 件名, 提出期限, 本文に書く事項 … */
  lines: { label: string; text: string }[];
}

/**
 * 「電子保証にかかる「認証キー」のお知らせ」. Of the same facts it is the same file, byte for byte: it is made anew whenever it is
 * asked for and never kept.
 */
export function makeKeyNotice(order: KeyNoticeOrder): Promise<Uint8Array> {
  const createdAt = new Date(`${order.issuedOn}T00:00:00+09:00`);
  const sheet = new Sheet({ title: `電子保証にかかる「認証キー」のお知らせ ${order.guaranteeNumber}`, createdAt });
  printLetterhead(sheet, order);
  printFacts(sheet, order);
  printKey(sheet, order);
  printUse(sheet, order);
  printSubmission(sheet, order);
  printContact(sheet, order);
  return sheet.finish('この書面は保証証書ではありません。');
}

/** The address that the QR code holds. The key stands in the fragment, which browsers do not send. */
export function lookUpAddress({ lookUpUrl, authenticationKey, guaranteeNumber }: KeyNoticeOrder): string {
  return `${lookUpUrl}#key=${formatAuthenticationKey(authenticationKey)}&number=${guaranteeNumber}`;
}

function printLetterhead(sheet: Sheet, { issuer, issuedOn, orderer }: KeyNoticeOrder): void {
  const half = sheet.width / 2 - 10;
  const right = sheet.left + sheet.width / 2 + 10;
  const top = sheet.y;
  const to = [...setText('発注者', styles.small, half), ...setProminent(`${orderer.addressee} 様`, half)];
  const from = [
    ...setText(formatWareki(issuedOn), styles.body, half),
    ...setText(issuer.name, styles.strong, half),
    ...setText(issuer.branch.name, styles.body, half),
  ];
  sheet.tagged('P', () => sheet.printAll(to, sheet.left, top, half));
  sheet.tagged('P', () => sheet.printAll(from, right, top, half, 'right'));
  sheet.y = top + Math.max(heightOf(to), heightOf(from)) + 12;

  const title = { text: '電子保証にかかる「認証キー」のお知らせ', style: { ...styles.title, size: 19 } };
  sheet.tagged('H1', () => sheet.print(title, sheet.left, sheet.y, sheet.width, 'center'));
  sheet.y += 42;
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height: 28 };
  sheet.frame(box, 1, colours.warning);
  const warning = 'これは保証証書ではありません。保証の内容は、D-Sureで照会して確認してください。';
  sheet.tagged('P', () => {
    sheet.print(
      { text: warning, style: { ...styles.strong, colour: colours.warning } },
      box.x,
      box.y + 6,
      box.width,
      'center',
    );
  });
  sheet.y += box.height + 12;
}

function printFacts(sheet: Sheet, { kind, amendments, works, orderer, contractor }: KeyNoticeOrder): void {
  const labels = worksLabels[works.subject];
  const kindName = guaranteeKindNames[kind];
  const facts: Fact[] = [
    ['保証の種類', amendments === 0 ? kindName : `${kindName}（変更 第${amendments}回）`],
    ['発注者', orderer.name],
    ['受注者', contractor.name],
    [labels.name, works.name],
    [labels.number, works.number ?? '―'],
  ];
  factTable(sheet, facts, { gap: 4 });
  sheet.y += 14;
}

/** Number and key, each one run of text, so that they can be copied whole; and the same as a QR code. */
function printKey(sheet: Sheet, order: KeyNoticeOrder): void {
  const qr = 27 * millimetre;
  const box = { x: sheet.left, y: sheet.y, width: sheet.width, height: 146 };
  sheet.need(box.height);
  sheet.fill(box, colours.tint);
  sheet.frame(box, 1.2, colours.accent);

  const x = box.x + 18;
  sheet.tagged('P', () => {
    sheet.print({ text: '保証契約番号', style: styles.label }, x, box.y + 12, 200);
    sheet.print({ text: order.guaranteeNumber, style: keyStyle }, x, box.y + 27, 300);
  });
  const key = formatAuthenticationKey(order.authenticationKey);
  sheet.tagged('P', () => {
    sheet.print({ text: '認証キー', style: styles.label }, x, box.y + 75, 200);
    sheet.print({ text: key, style: keyStyle }, x, box.y + 91, sheet.width - 36);
  });
  sheet.decorate(() => numberGroups(sheet, key, x, box.y + 121));
  const place = { x: box.x + box.width - qr - 12, y: box.y + 10, width: qr, height: qr };
  sheet.fill(place, colours.paper);
  qrCode(sheet, lookUpAddress(order), { ...place, size: qr }, 'D-Sureの照会画面を開く二次元コード');
  sheet.y += box.height + 14;
}

/** A bracket and a figure, 1 to 7, under each group: D-Sure says in which group a typing error is. */
function numberGroups(sheet: Sheet, key: string, x: number, y: number): void {
  const { pdf } = sheet;
  const style = styles.small;
  key.split('-').forEach((group, i) => {
    const left = x + widthOf(key.slice(0, i * 5), keyStyle);
    const width = widthOf(group, keyStyle);
    const digit = String(i + 1);
    pdf
      .lineWidth(0.6)
      .moveTo(left, y)
      .lineTo(left + width, y)
      .stroke(colours.rule);
    pdf.font(style.face, style.size).fillColor(style.colour);
    pdf.text(digit, left + (width - widthOf(digit, style)) / 2, y + 3 + style.size, {
      lineBreak: false,
      baseline: 'alphabetic',
    });
  });
}

function printUse(sheet: Sheet, { lookUpUrl }: KeyNoticeOrder): void {
  heading(sheet, '確認のしかた（発注者の方へ）');
  const steps = [
    `D-Sure（ ${lookUpUrl} ）を開くか、二次元コードを読み取ります。`,
    '保証契約番号と認証キーを入力して照会します。',
    '表示された保証の内容を、契約の内容と照合してください。変更や解約があったときも、同じ認証キーで最新の内容を確認できます。',
  ];
  sheet.tagged('L', () => {
    for (const [i, text] of steps.entries()) numbered(sheet, i + 1, text);
  });
  sheet.y += 10;
}

function printSubmission(sheet: Sheet, { submissionGuide, orderer }: KeyNoticeOrder): void {
  heading(sheet, '提出のしかた（受注者の方へ）');
  if (submissionGuide === null) {
    sheet.paragraph(
      `このお知らせを、${orderer.name}に提出してください。提出の方法と宛先は、発注者の担当課に確認してください。`,
    );
  } else {
    sheet.y += 3;
    factTable(
      sheet,
      submissionGuide.lines.map(({ label, text }): Fact => [label, text]),
      { gap: 4 },
    );
  }
  sheet.y += 10;
}

function printContact(sheet: Sheet, { issuer: { name, branch } }: KeyNoticeOrder): void {
  sheet.need(70);
  heading(sheet, 'お問い合わせ');
  sheet.paragraph(`${name} ${branch.name}　電話 ${branch.phone}　電子メール ${branch.email}`);
  sheet.paragraph(`受付時間 ${branch.hours}`);
}

function heading(sheet: Sheet, text: string): void {
  sheet.need(50);
  sheet.paragraph(text, styles.heading, 'H2');
}

function numbered(sheet: Sheet, n: number, text: string): void {
  const lines = setText(text, styles.body, sheet.width - 18);
  sheet.need(heightOf(lines));
  sheet.tagged('LI', () => {
    const number = {
      text: String(n),
      style: { ...styles.strong, leading: styles.body.leading, colour: colours.accent },
    };
    sheet.tagged('Lbl', () => sheet.print(number, sheet.left, sheet.y, 18));
    sheet.tagged('LBody', () => {
      sheet.y += sheet.printAll(lines, sheet.left + 18, sheet.y, sheet.width - 18);
    });
  });
  sheet.y += 2;
}
