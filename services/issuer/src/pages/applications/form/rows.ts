import { type TypedForm, typedIn } from '../../site/typed.js';

/** Rows that a form may have more or fewer of: the members of a joint venture, the years of a multi-year contract. */
export interface Rows {
  prefix: string;
  names: readonly string[];
  least: number;
  most: number;
}

export const memberRows: Rows = {
  prefix: 'works.jointVenture.members',
  names: ['name', 'address', 'representativeTitle', 'representativeName', 'sharePercent'],
  least: 2,
  most: 10,
};

export const yearRows: Rows = {
  prefix: 'works.fiscalYears',
  names: ['year', 'plannedOutput', 'paymentLimit'],
  least: 2,
  most: 20,
};

/** As many as were typed in, or asked for. */
export function countRows(form: TypedForm, { prefix, least, most }: Rows): number {
  const asked = Number(typedIn(form, `${prefix}.count`));
  return Math.min(most, Math.max(least, Number.isInteger(asked) ? asked : 0));
}

export const rowField = ({ prefix }: Rows, row: number, name: string): string => `${prefix}.${row}.${name}`;

export function addRow(form: TypedForm, rows: Rows): TypedForm {
  return { ...form, [`${rows.prefix}.count`]: String(Math.min(rows.most, countRows(form, rows) + 1)) };
}

/** Those behind it move up. */
export function removeRow(form: TypedForm, rows: Rows, row: number): TypedForm {
  const count = countRows(form, rows);
  const moved: Record<string, string> = {};
  for (let at = row; at < count; at += 1) {
    for (const name of rows.names) {
      moved[rowField(rows, at, name)] = at + 1 < count ? typedIn(form, rowField(rows, at + 1, name)) : '';
    }
  }
  return { ...form, ...moved, [`${rows.prefix}.count`]: String(Math.max(rows.least, count - 1)) };
}
