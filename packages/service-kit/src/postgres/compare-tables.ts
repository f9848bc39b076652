import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';

interface Column {
  table_name: string;
  column_name: string;
  type: string;
  not_null: boolean;
}

/**
 * For tests: where the tables as the code describes them differ from those that the migrations made. Empty if nowhere.
 * Each line names table and column, so that whoever changes one side knows what to change on the other.
 */
export async function compareTables(sql: Sql, tables: readonly PgTable[]): Promise<string[]> {
  const real = await realColumns(sql);
  const described = tables.flatMap(describedColumns);
  const names = new Set(tables.map((table) => getTableConfig(table).name));
  const key = (column: Column) => `${column.table_name}.${column.column_name}`;
  const text = (column: Column) => `${column.type}${column.not_null ? ' not null' : ''}`;
  const realByKey = new Map(real.map((column) => [key(column), text(column)]));
  const describedByKey = new Map(described.map((column) => [key(column), text(column)]));
  return [
    ...[...describedByKey]
      .filter(([name, type]) => realByKey.get(name) !== type)
      .map(([name, type]) => `${name}: code says ${type}, database says ${realByKey.get(name) ?? 'nothing'}`),
    ...[...realByKey]
      .filter(([name]) => !describedByKey.has(name) && names.has(name.split('.')[0]!))
      .map(([name, type]) => `${name}: database says ${type}, code says nothing`),
    ...[...new Set(real.map((column) => column.table_name))]
      .filter((name) => !names.has(name))
      .map((name) => `${name}: this table is not described in code`),
  ].sort();
}

function describedColumns(table: PgTable): Column[] {
  const { name, columns } = getTableConfig(table);
  return columns.map((column) => ({
    table_name: name,
    column_name: column.name,
    type: column.getSQLType().replace(/^(big|small)?serial$/, (_, size = '') => (size ? `${size}int` : 'integer')),
    not_null: column.notNull,
  }));
}

async function realColumns(sql: Sql): Promise<Column[]> {
  return sql<Column[]>`
    select c.relname as table_name, a.attname as column_name,
           replace(format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar') as type,
           a.attnotnull as not_null
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
    order by 1, a.attnum`;
}
