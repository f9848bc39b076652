import { type Charge, type ChargeLine, formatYen, type Rounding } from '@e-surety/domain';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { type Cell, cell, headCell, table } from '../kit/table.js';

const roundingNames: Record<Rounding, string> = { down: '円未満切捨て', up: '円未満切上げ', half_up: '円未満四捨五入' };

/** Every line of what a guarantee costs, so that anyone can compute it again. */
export function feeTable(sheet: Sheet, heading: string, fee: Charge): void {
  const widths = { name: sheet.width - 394, base: 110, rate: 66, rounding: 100, amount: 118 };
  const row = (name: string, base: string, rate: string, rounding: string, amount: string): Cell[] => [
    cell(widths.name, name),
    cell(widths.base, base, { align: 'right' }),
    cell(widths.rate, rate, { align: 'right' }),
    cell(widths.rounding, rounding),
    cell(widths.amount, amount, { align: 'right' }),
  ];
  const lineRow = (line: ChargeLine): Cell[] => {
    const amount = formatYen(line.amount);
    switch (line.type) {
      case 'rate':
        return row('保証料', formatYen(line.base), percentOfPpm(line.ppm), roundingNames[line.rounding], amount);
      case 'minimum':
        return row('最低額との差', formatYen(line.minimum), '―', '―', amount);
      case 'elapsed':
        return row('経過日数分', formatYen(line.base), `${line.days}/${line.of}日`, roundingNames.up, amount);
    }
  };
  const head = [
    headCell(widths.name, '区分'),
    headCell(widths.base, '対象額', 'right'),
    headCell(widths.rate, '料率', 'right'),
    headCell(widths.rounding, '端数の処理'),
    headCell(widths.amount, '金額', 'right'),
  ];
  const total = [
    cell(sheet.width - widths.amount, '合計', { style: styles.strong }),
    cell(widths.amount, formatYen(fee.amount), { style: styles.strong, align: 'right' }),
  ];
  table(sheet, [...fee.lines.map(lineRow), total], { heading, head, gap: 4 });
  sheet.y += 4;
  const sample = fee.sample ? '　この料率は見本であり、実際のものではありません。' : '';
  sheet.paragraph(`保証料率表 ${fee.tariffVersion}　消費税はかかりません。${sample}`, styles.small);
}

/** `650` parts per million are `0.065%`. */
function percentOfPpm(ppm: number): string {
  const decimals = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/u, '');
  return `${Math.trunc(ppm / 10_000)}${decimals && `.${decimals}`}%`;
}
