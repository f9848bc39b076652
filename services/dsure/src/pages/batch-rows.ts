import { formatWareki, formatYen, guaranteeKindNames, guaranteeStatusNames } from '@e-surety/domain';
import { periodText } from '@e-surety/papers/wording';
import type { BatchEntry } from '../look-ups/answer-batch.js';
import { csvOf } from '../look-ups/csv.js';
import { type FoundCertificate, isUnproved, unprovedTitle } from '../look-ups/found-certificate.js';
import type { BatchLine } from './batch-lines.js';
import { revisionWords } from './standing.js';
import { instantText } from './words.js';

/** What was asked on a line, and what became of it. */
export type BatchRow = BatchLine & ({ found: FoundCertificate } | { found: null; title: string; detail: string });

export function batchRows(lines: readonly BatchLine[], entries: readonly BatchEntry[]): BatchRow[] {
  return lines.map((line, i) => {
    const entry = entries[i]!;
    if ('found' in entry) return { ...line, found: entry.found };
    const { title, detail } = entry.problem;
    return { ...line, found: null, title, detail: detail === title ? '' : detail };
  });
}

const columns = [
  ...['行', '保証契約番号', '結果', '変更', '保証の種類', '被保証者', '保証契約者'],
  ...['工事名', '工事番号', '請負金額(税込)', '保証金額', '保証期間', '発行日', '照会日時'],
];

/** The table of the page, to keep. The keys are not in it. */
export function batchCsv(rows: readonly BatchRow[]): string {
  return csvOf([columns, ...rows.map(cellsOf)]);
}

function cellsOf(row: BatchRow): string[] {
  const { line, asked, found } = row;
  if (found === null) {
    const told = [row.title, row.detail].filter((text) => text !== '').join('。');
    return [String(line), asked.guaranteeNumber ?? '', told, ...Array<string>(columns.length - 3).fill('')];
  }
  const { certificate, guaranteeNumber, checkedAt } = found;
  const { kind, orderer, contractor, works, amount, issuedOn } = certificate;
  return [
    ...[String(line), guaranteeNumber, resultWords(found), revisionWords(found), guaranteeKindNames[kind]],
    ...[orderer.name, contractor.jointVenture?.name ?? contractor.name, works.name, works.number ?? ''],
    ...[formatYen(works.contractPrice), formatYen(amount), periodText(certificate)],
    ...[formatWareki(issuedOn), instantText(checkedAt)],
  ];
}

function resultWords(found: FoundCertificate): string {
  const standing = guaranteeStatusNames[found.status];
  return isUnproved(found) ? `${unprovedTitle}(登録上は${standing})` : standing;
}
