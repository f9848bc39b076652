import {
  type CalendarDay,
  type CertificateForm,
  certificateFormNames,
  type FeePayment,
  type FiscalYearBase,
  feePaymentNames,
  formatWareki,
  formatYen,
  type GuaranteeKind,
  guaranteeKindNames,
  type JointVenture,
  type Redeposit,
  redepositNames,
  type WorksSubject,
  worksLabels,
  type Yen,
} from '@e-surety/domain';
import { printJointVenture } from '../certificate/joint-venture.js';
import { periodLabel, periodText } from '../certificate/names.js';
import { fiscalYearBaseText } from '../certificate/particulars.js';
import { type Branch, contact, halfOf, letterhead, letterTitle } from '../kit/blocks.js';
import { type Fact, factTable } from '../kit/fact-table.js';
import { formatInstant } from '../kit/instant.js';
import { setProminent, setText } from '../kit/setting.js';
import { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';

/** What a contractor sent, as it sent it. */
export interface ApplicationCopyOrder {
  issuer: { name: string; branch: Branch };
  applicationId: string;
  /** 受付番号; a copy of earlier days has none. */
  receiptNumber?: string | null;
  submittedAt: Date;
  contractor: { name: string };
  orderer: { name: string };
  works: {
    subject: WorksSubject;
    name: string;
    number: string | null;
    place: string;
    contractDate: CalendarDay | null;
    contractPrice: Yen;
    period: { from: CalendarDay; to: CalendarDay };
    jointVenture: JointVenture | null;
  };
  guarantees: RequestedGuarantee[];
  completionNotice: { wanted: boolean; email: string | null };
  paperDelivery: { method: 'post' | 'branch_counter'; address: string | null } | null;
  contact: { department: string; title: string | null; name: string; phone: string; email: string };
  /** 責任者; missing in what was sent before it was asked for. */
  responsible?: { name: string; phone: string } | null;
  messageToIssuer: string;
}

export interface RequestedGuarantee {
  kind: GuaranteeKind;
  form: CertificateForm;
  amount: Yen;
  period: { from: CalendarDay | null; to: CalendarDay };
  ratio: { percent: string; of: 'contractPrice' | 'fiscalYearBase' };
  advance: { depositary: string; redeposit: Redeposit; fiscalYearBase: FiscalYearBase | null } | null;
  feePayment: FeePayment;
  feeBilledTo: string;
  paperFeeStatement: boolean;
}

/** 申込控え. */
export function makeApplicationCopy(order: ApplicationCopyOrder): Promise<Uint8Array> {
  const sheet = new Sheet({ title: '保証申込書（控え）', createdAt: order.submittedAt });
  printHead(sheet, order);
  section(sheet, order.works.subject === 'construction' ? '請負工事の内容' : '業務委託の内容', worksFacts(order));
  if (order.works.jointVenture) {
    sheet.y -= 12;
    printJointVenture(sheet, order.works.jointVenture);
    sheet.y += 12;
  }
  for (const guarantee of order.guarantees) {
    section(sheet, `${guaranteeKindNames[guarantee.kind]}の申込`, guaranteeFacts(guarantee, order));
  }
  section(sheet, '受取と連絡先', deliveryFacts(order));
  contact(sheet, order.issuer.name, order.issuer.branch);
  return sheet.finish(`保証申込書（控え） ${order.applicationId}`);
}

function printHead(sheet: Sheet, { issuer, contractor, submittedAt, ...numbers }: ApplicationCopyOrder): void {
  const half = halfOf(sheet);
  letterhead(sheet, setProminent(`${issuer.name} ${issuer.branch.name} 御中`, half), [
    ...setText(`申込日時 ${formatInstant(submittedAt)}`, styles.body, half),
    ...setProminent(contractor.name, half),
    ...(numbers.receiptNumber ? setText(`受付番号 ${numbers.receiptNumber}`, styles.body, half) : []),
    ...setText(`申込番号 ${numbers.applicationId}`, styles.small, half),
  ]);
  letterTitle(sheet, '保証申込書（控え）');
}

function section(sheet: Sheet, heading: string, facts: Fact[]): void {
  factTable(sheet, facts, { heading, gap: 4 });
  sheet.y += 12;
}

function worksFacts({ orderer, works }: ApplicationCopyOrder): Fact[] {
  const labels = worksLabels[works.subject];
  return [
    ['発注者', orderer.name],
    [labels.name, works.name],
    [labels.number, works.number ?? '―'],
    [labels.place, works.place],
    [labels.contractDate, works.contractDate === null ? '未締結' : formatWareki(works.contractDate)],
    [labels.contractPrice, formatYen(works.contractPrice)],
    [labels.period, `${formatWareki(works.period.from)}から ${formatWareki(works.period.to)}まで`],
  ];
}

function guaranteeFacts(guarantee: RequestedGuarantee, { works }: ApplicationCopyOrder): Fact[] {
  const { form, amount, ratio, advance, feePayment, feeBilledTo, paperFeeStatement } = guarantee;
  const base = ratio.of === 'fiscalYearBase' ? '今年度対象額' : worksLabels[works.subject].contractPrice;
  return [
    ['保証証書の形式', certificateFormNames[form]],
    ['保証金額', [[`${formatYen(amount)}（${base}の${ratio.percent}%）`, styles.strong]]],
    [periodLabel(guarantee), periodText(guarantee)],
    ...(advance ? advanceFacts(advance) : []),
    ['保証料支払方法', feePaymentNames[feePayment]],
    ['請求先', feeBilledTo],
    ['保証料計算書（紙）', wish(paperFeeStatement)],
  ];
}

function advanceFacts({ fiscalYearBase, depositary, redeposit }: NonNullable<RequestedGuarantee['advance']>): Fact[] {
  return [
    ...(fiscalYearBase ? [['今年度対象額', fiscalYearBaseText(fiscalYearBase)] satisfies Fact] : []),
    ['預託金融機関', depositary],
    ['再預託利用区分', redepositNames[redeposit]],
  ];
}

function deliveryFacts(order: ApplicationCopyOrder): Fact[] {
  const { completionNotice, paperDelivery, contact, responsible, messageToIssuer } = order;
  const { wanted, email } = completionNotice;
  const person = [contact.department, contact.title, contact.name].filter(Boolean).join(' ');
  return [
    ['発行完了のお知らせ', wanted && email !== null ? `${wish(wanted)}（${email}）` : wish(wanted)],
    ...(paperDelivery ? [['証書（紙）の受取', deliveryText(paperDelivery)] satisfies Fact] : []),
    ['担当者', person],
    ['連絡先', `電話 ${contact.phone}　電子メール ${contact.email}`],
    ...(responsible ? [['責任者', `${responsible.name}　電話 ${responsible.phone}`] satisfies Fact] : []),
    ['弊社への連絡事項', messageToIssuer === '' ? '―' : messageToIssuer],
  ];
}

function deliveryText({ method, address }: NonNullable<ApplicationCopyOrder['paperDelivery']>): string {
  return method === 'branch_counter' ? '支店の窓口で受け取る' : `郵送（${address ?? ''}）`;
}

function wish(wanted: boolean): string {
  return wanted ? '希望する' : '希望しない';
}
