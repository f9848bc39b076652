import { type Html, type HtmlValue, html } from '@e-surety/service-kit/pages';

export interface Column<Row> {
  label: string;
  cell: (row: Row) => HtmlValue;
  /** head: what the row is about. number: to the right, as figures are compared. */
  as?: 'head' | 'number' | 'narrow';
}

/**
 * A table that on a narrow screen is read row by row, each value beside its label. The roles are said, since a browser forgets
 * them where the layout is no longer that of a table.
 */
export function table<Row>({
  caption,
  columns,
  rows,
  none = '該当するものはありません。',
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  none?: HtmlValue;
}): Html {
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  return html`<table class="rows" role="table">
<caption class="visually-hidden">${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    ({ label, as }) =>
      html`<th scope="col" role="columnheader"${as === 'number' && html` class="at-right"`}>${label}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (row) => html`<tr role="row">${columns.map((column) => cellOf(column, row))}</tr>\n`,
  )}</tbody></table>`;
}

function cellOf<Row>({ label, cell, as }: Column<Row>, row: Row): Html {
  const content = html`<span class="row-label" aria-hidden="true">${label}</span><span class="row-value">${cell(row)}</span>`;
  if (as === 'head') return html`<th scope="row" role="rowheader">${content}</th>`;
  const kind = as === 'number' ? html` class="at-right"` : as === 'narrow' && html` class="narrow"`;
  return html`<td role="cell"${kind}>${content}</td>`;
}
