import { type Line, setText } from './setting.js';
import type { Sheet } from './sheet.js';
import { type Style, styles } from './style.js';
import { headCell, measureOf, type TableOptions, table } from './table.js';

/** A label and what stands beside it: one text, or several under one another. */
export type Fact = [label: string, value: string | [text: string, style: Style][]];

const labelWidth = 112;

/** A table of labels and values, the form in which Japanese papers state facts. */
export function factTable(sheet: Sheet, facts: Fact[], options: TableOptions = {}): void {
  const width = sheet.width - labelWidth;
  const set = (text: string, style: Style): Line[] => setText(text, style, measureOf(width));
  const rows = facts.map(([label, value]) => {
    const lines =
      typeof value === 'string' ? set(value, styles.body) : value.flatMap(([text, style]) => set(text, style));
    return [headCell(labelWidth, label), { width, kind: 'data' as const, lines }];
  });
  table(sheet, rows, options);
}
