import { heightOf, type Line, setText } from './setting.js';
import type { Sheet } from './sheet.js';
import { colours, type Style, styles } from './style.js';

export interface Cell {
  width: number;
  lines: Line[];
  kind: 'head' | 'data';
  align?: 'left' | 'center' | 'right';
}

export interface TableOptions {
  /** Printed above the table, on the page of its first row. */
  heading?: string;
  /** Repeated on every page that the table goes on to. */
  head?: Cell[];
  /** Space above and below the text of a row. */
  gap?: number;
}

const headingHeight = styles.heading.leading + 3;
const side = 9;
const usualGap = 6;
/** A row lower than this is moved to the next page whole; a higher one is continued there. */
const movedWhole = 180;
/** So is a table that is lower than this. */
const keptTogether = 220;
const rule = { weight: 0.9, colour: colours.rule } as const;
const hairline = { weight: 0.4, colour: colours.hairline } as const;

/** A cell whose text is broken to its width. */
export function cell(width: number, text: string, options: { style?: Style; align?: Cell['align'] } = {}): Cell {
  const { style = styles.body, align = 'left' } = options;
  return { width, kind: 'data', align, lines: setText(text, style, measureOf(width)) };
}

export function headCell(width: number, text: string, align: Cell['align'] = 'left'): Cell {
  return { ...cell(width, text, { style: styles.label, align }), kind: 'head' };
}

/** The measure of text in a cell of that width. */
export function measureOf(width: number): number {
  return width - 2 * side;
}

/** A ruled table. Rows that do not fit go on to the next page. */
export function table(sheet: Sheet, rows: Cell[][], { heading, head, gap = usualGap }: TableOptions = {}): void {
  const heads = (heading === undefined ? 0 : headingHeight) + (head ? heightOfRow(head, gap) : 0);
  const whole = heads + rows.reduce((sum, row) => sum + heightOfRow(row, gap), 0);
  sheet.need(whole <= keptTogether ? whole : heads + Math.min(heightOfRow(rows[0]!, gap), movedWhole));
  if (heading !== undefined) printHeading(sheet, heading);
  let opened = false;
  const print = (row: Cell[], scope: 'Row' | 'Column') => {
    printRow(sheet, row, { scope, gap, above: opened ? hairline : rule });
    opened = true;
  };
  const turnPage = () => {
    if (opened) sheet.rule(sheet.y, rule.weight, rule.colour);
    sheet.newPage();
    opened = false;
    if (head) print(head, 'Column');
  };
  sheet.tagged('Table', () => {
    if (head) print(head, 'Column');
    for (const row of rows) {
      for (const part of partsOf(row, gap, sheet, turnPage)) print(part, 'Row');
    }
    sheet.rule(sheet.y, rule.weight, rule.colour);
  });
}

function printHeading(sheet: Sheet, heading: string): void {
  sheet.paragraph(heading, styles.heading, 'H2');
  sheet.y += headingHeight - styles.heading.leading;
}

/** The row itself, or, if it is long and does not fit, as much of it as each page takes. */
function* partsOf(row: Cell[], gap: number, sheet: Sheet, turnPage: () => void): Generator<Cell[]> {
  let rest = row;
  while (sheet.y + heightOfRow(rest, gap) > sheet.bottom) {
    const room = sheet.bottom - sheet.y - 2 * gap;
    const cuts = rest.map(({ lines }) => linesWithin(lines, room));
    const enough = cuts.every((cut, i) => cut >= Math.min(2, rest[i]!.lines.length));
    if (enough && heightOfRow(rest, gap) > movedWhole) {
      yield rest.map((each, i) => ({ ...each, lines: each.lines.slice(0, cuts[i]) }));
      rest = rest.map((each, i) => ({
        ...each,
        lines: each.kind === 'head' ? continued(each) : each.lines.slice(cuts[i]),
      }));
    }
    turnPage();
  }
  yield rest;
}

function printRow(
  sheet: Sheet,
  row: Cell[],
  { scope, gap, above }: { scope: 'Row' | 'Column'; gap: number; above: typeof rule | typeof hairline },
): void {
  const height = heightOfRow(row, gap);
  let x = sheet.left;
  sheet.tagged('TR', () => {
    for (const { kind, lines, width, align } of row) {
      if (kind === 'head') sheet.fill({ x, y: sheet.y, width, height }, colours.tint);
      if (x > sheet.left) sheet.verticalRule(x, sheet.y, height, hairline.weight, hairline.colour);
      const print = () => sheet.printAll(lines, x + side, sheet.y + gap, measureOf(width), align);
      if (kind === 'head') sheet.tagged('TH', print, { scope });
      else sheet.tagged('TD', print);
      x += width;
    }
  });
  sheet.rule(sheet.y, above.weight, above.colour);
  sheet.y += height;
}

/** The label again, so that the rest of a long text is not without one. */
function continued({ lines, width }: Cell): Line[] {
  const mark = '（続き）';
  const label = lines.map(({ text }) => text).join('');
  if (label.endsWith(mark)) return lines;
  const together = setText(label + mark, styles.label, measureOf(width));
  return together.length === 1 ? together : [...lines, { text: mark, style: styles.label }];
}

function linesWithin(lines: readonly Line[], room: number): number {
  let count = 0;
  while (count < lines.length && heightOf(lines.slice(0, count + 1)) <= room) count += 1;
  return count;
}

function heightOfRow(row: readonly Cell[], gap: number): number {
  return Math.max(...row.map(({ lines }) => heightOf(lines))) + 2 * gap;
}
