/** A text may be what others wrote. A number is ours and stands bare, so that it can be added up. */
export type CsvCell = string | number;

/** RFC 4180 in UTF-8 with a byte order mark, as Excel needs it to read Japanese. */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** A name that would be taken for a formula is led by an apostrophe; spreadsheets read full-width signs as formulas too. */
function cell(value: CsvCell): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
