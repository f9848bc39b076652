import {
  type CalendarDay,
  formatWareki,
  formatYen,
  type GuaranteeKind,
  type GuaranteeNumber,
  guaranteeKindNames,
  type WorksSubject,
  worksLabels,
  type Yen,
} from '@e-surety/domain';
import { periodLabel, periodText } from '../certificate/names.js';
import { type Branch, halfOf, letterhead, letterTitle } from '../kit/blocks.js';
import type { Fact } from '../kit/fact-table.js';
import { setProminent, setText } from '../kit/setting.js';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';

/** Which guarantee a paper about its fee is about. */
export interface FeeOrder {
  issuer: { name: string; branch: Branch };
  issuedOn: CalendarDay;
  /** 請求先. */
  billedTo: string;
  contractor: { name: string };
  orderer: { name: string };
  works: { subject: WorksSubject; name: string; number: string | null };
  kind: GuaranteeKind;
  /** Null until the guarantee has one. */
  guaranteeNumber: GuaranteeNumber | null;
  amount: Yen;
  period: { from: CalendarDay | null; to: CalendarDay };
}

export function printFeeHead(sheet: Sheet, title: string, { issuer, issuedOn, contractor, billedTo }: FeeOrder): void {
  const half = halfOf(sheet);
  letterhead(
    sheet,
    [...setProminent(`${contractor.name} 御中`, half), ...setText(`請求先 ${billedTo}`, styles.body, half)],
    [
      ...setText(formatWareki(issuedOn), styles.body, half),
      ...setText(issuer.name, styles.strong, half),
      ...setText(issuer.branch.name, styles.body, half),
    ],
  );
  letterTitle(sheet, title);
}

export function guaranteeFacts(order: FeeOrder): Fact[] {
  const { kind, guaranteeNumber, orderer, works, amount } = order;
  const labels = worksLabels[works.subject];
  return [
    ['保証の種類', guaranteeKindNames[kind]],
    ...(guaranteeNumber === null ? [] : [['保証契約番号', guaranteeNumber] satisfies Fact]),
    ['発注者', orderer.name],
    [labels.name, works.name],
    [labels.number, works.number ?? '―'],
    ['保証金額', formatYen(amount)],
    [periodLabel({ kind }), periodText(order)],
  ];
}
