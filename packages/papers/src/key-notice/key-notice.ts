import {
  type AuthenticationKey,
  type CalendarDay,
  formatWareki,
  type GuaranteeKind,
  type GuaranteeNumber,
  guaranteeKindNames,
  type WorksSubject,
  worksLabels,
} from '@e-surety/domain';
import { type Branch, contact, halfOf, heading, letterhead, letterTitle, steps, warning } from '../kit/blocks.js';
import { type Fact, factTable } from '../kit/fact-table.js';
import { setProminent, setText } from '../kit/setting.js';
import { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { printKeyPanel } from './key-panel.js';

export interface KeyNoticeOrder {
  issuer: { name: string; branch: Branch };
  issuedOn: CalendarDay;
  /** 変更回数. */
  amendments: number;
  /** `addressee`: who is written to, 富士見町長 for instance. */
  orderer: { name: string; addressee: string };
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
  printHead(sheet, order);
  printFacts(sheet, order);
  printKeyPanel(sheet, order);
  printUse(sheet, order);
  printSubmission(sheet, order);
  contact(sheet, order.issuer.name, order.issuer.branch);
  return sheet.finish('この書面は保証証書ではありません。');
}

function printHead(sheet: Sheet, { issuer, issuedOn, orderer }: KeyNoticeOrder): void {
  const half = halfOf(sheet);
  letterhead(
    sheet,
    [...setText('発注者', styles.small, half), ...setProminent(addressedTo(orderer), half)],
    [
      ...setText(formatWareki(issuedOn), styles.body, half),
      ...setText(issuer.name, styles.strong, half),
      ...setText(issuer.branch.name, styles.body, half),
    ],
  );
  letterTitle(sheet, '電子保証にかかる「認証キー」のお知らせ');
  warning(sheet, 'これは保証証書ではありません。保証の内容は、D-Sureで照会して確認してください。');
}

/** An office-holder is 様, a body 御中. */
function addressedTo({ name, addressee }: KeyNoticeOrder['orderer']): string {
  return `${addressee} ${addressee === name ? '御中' : '様'}`;
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

function printUse(sheet: Sheet, { lookUpUrl }: KeyNoticeOrder): void {
  heading(sheet, '確認のしかた（発注者の方へ）');
  steps(sheet, [
    `D-Sure（ ${lookUpUrl} ）を開くか、二次元コードを読み取ります。`,
    '保証契約番号と認証キーを入力して照会します。',
    '表示された保証の内容を、契約の内容と照合してください。変更や解約があったときも、同じ認証キーで最新の内容を確認できます。',
  ]);
  sheet.y += 10;
}

function printSubmission(sheet: Sheet, { submissionGuide, orderer }: KeyNoticeOrder): void {
  const lines = submissionGuide?.lines ?? [];
  const title = '提出のしかた（受注者の方へ）';
  if (lines.length === 0) {
    heading(sheet, title);
    const whom = `このお知らせを、${orderer.name}に提出してください。`;
    sheet.paragraph(`${whom}提出の方法と宛先は、発注者の担当課に確認してください。`);
  } else {
    const facts = lines.map(({ label, text }): Fact => [label, text]);
    factTable(sheet, facts, { heading: title, gap: 4 });
  }
  sheet.y += 10;
}
