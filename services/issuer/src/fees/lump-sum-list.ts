import { guaranteeKindNames } from '@e-surety/domain';
import { type CsvCell, csvOf } from './csv.js';
import { isSample } from './statement-facts.js';
import type { StatementRow } from './statement-store.js';

const head = [
  '対象月',
  '保証契約者',
  '請求先',
  '区分',
  '保証契約番号',
  '版',
  '保証の種類',
  '発行日',
  '発注者',
  '工事名・業務名',
  '保証金額',
  '保証料(返還は負)',
  '備考',
];

/** One line of the month: a fee adds to what is owed, a refund takes off. */
export type LumpSumRow = { row: StatementRow; contractor: string };

/** 一括納付の月次一覧: by company and 請求先, each with its sum, and the sum of all; the rows come sorted. */
export function lumpSumList(month: string, rows: readonly LumpSumRow[]): string {
  const groups = new Map<string, LumpSumRow[]>();
  for (const one of rows) {
    const key = JSON.stringify([one.row.contractorId, one.row.billedTo]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const body = [...groups.values()].flatMap((group) => {
    const { row, contractor } = group[0]!;
    return [
      ...group.map((one) => lineOf(month, one)),
      sumLine([month, contractor, row.billedTo, '小計'], group.map(owed)),
    ];
  });
  return csvOf([head, ...body, sumLine([month, '', '', '合計'], rows.map(owed))]);
}

const owed = ({ row }: LumpSumRow): number => (row.type === 'fee' ? row.amount : -row.amount);

function lineOf(month: string, one: LumpSumRow): CsvCell[] {
  const { row, contractor } = one;
  const { kind, orderer, works, amount } = row.facts;
  return [
    ...[month, contractor, row.billedTo, row.type === 'fee' ? '保証料' : '返還'],
    ...[row.guaranteeNumber, row.revision, guaranteeKindNames[kind], row.issuedOn, orderer.name, works.name],
    ...[amount, owed(one), isSample(row.facts) ? '見本の料率' : ''],
  ];
}

function sumLine(names: string[], amounts: number[]): CsvCell[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return [...names, '', '', '', '', '', '', '', sum, `${amounts.length}件`];
}
