import { heightOf, type Line, type Sheet, setText } from './sheet.js';
import { colours, type Style, styles } from './style.js';

export interface Cell {
  width: number;
  lines: Line[];
  kind: 'head' | 'data';
  align?: 'left' | 'center' | 'right';
}

const padding = { x: 8, y: 5 };
/** A row lower than this is moved to the next page whole; a higher one is continued there. */
const movedWhole = 180;
const rules = { outer: 0.9, inner: 0.4 };

/** A cell whose text is broken to its width. */
export function cell(
  width: number,
  text: string,
  options: { style?: Style; kind?: Cell['kind']; align?: Cell['align'] } = {},
): Cell {
  const { style = styles.body, kind = 'data', align } = options;
  return { width, kind, lines: setText(text, style, width - 2 * padding.x), ...(align && { align }) };
}

export function headCell(width: number, text: string): Cell {
  return cell(width, text, { style: styles.label, kind: 'head' });
}

/** The measure of text in a cell of that width. */
export function measureOf(width: number): number {
  return width - 2 * padding.x;
}

/** A ruled table. Rows that do not fit go on to the next page, the row of heads (if any) with them. */
export function table(sheet: Sheet, rows: Cell[][], options: { head?: Cell[] } = {}): void {
  const { head } = options;
  const open = () => {
    sheet.rule(sheet.y, rules.outer, colours.rule);
    if (head) printRow(sheet, head, 'Column');
  };
  const turnPage = () => {
    sheet.newPage();
    open();
  };
  sheet.tagged('Table', () => {
    sheet.need(Math.min(heightOfRow(rows[0]!), movedWhole) + (head ? heightOfRow(head) : 0));
    open();
    for (const row of rows) {
      for (const part of partsOf(row, sheet, turnPage)) printRow(sheet, part, 'Row');
    }
    sheet.rule(sheet.y, rules.outer, colours.rule);
  });
}

/** The row itself, or, if it is long and does not fit, as much of it as each page takes. */
function* partsOf(row: Cell[], sheet: Sheet, turnPage: () => void): Generator<Cell[]> {
  let rest = row;
  while (sheet.y + heightOfRow(rest) > sheet.bottom) {
    const room = sheet.bottom - sheet.y - 2 * padding.y;
    const cuts = rest.map(({ lines }) => linesWithin(lines, room));
    const worthwhile =
      heightOfRow(rest) > movedWhole && cuts.every((cut, i) => cut >= Math.min(2, rest[i]!.lines.length));
    if (worthwhile) {
      yield rest.map((each, i) => ({ ...each, lines: each.lines.slice(0, cuts[i]) }));
      rest = rest.map((each, i) => ({ ...each, lines: each.lines.slice(cuts[i]) }));
    }
    turnPage();
  }
  yield rest;
}

function printRow(sheet: Sheet, row: Cell[], scope: 'Row' | 'Column'): void {
  const height = heightOfRow(row);
  let x = sheet.left;
  sheet.tagged('TR', () => {
    for (const each of row) {
      if (each.kind === 'head') sheet.fill({ x, y: sheet.y, width: each.width, height }, colours.tint);
      if (x > sheet.left) sheet.verticalRule(x, sheet.y, height, rules.inner, colours.hairline);
      const print = () =>
        sheet.printAll(each.lines, x + padding.x, sheet.y + padding.y, measureOf(each.width), each.align);
      sheet.tagged(each.kind === 'head' ? 'TH' : 'TD', print, each.kind === 'head' ? { scope } : {});
      x += each.width;
    }
  });
  sheet.y += height;
  sheet.rule(sheet.y, rules.inner, colours.hairline);
}

function linesWithin(lines: readonly Line[], room: number): number {
  let height = 0;
  return lines.filter((line) => (height += line.style.leading) <= room).length;
}

function heightOfRow(row: readonly Cell[]): number {
  return Math.max(...row.map(({ lines }) => heightOf(lines))) + 2 * padding.y;
}
