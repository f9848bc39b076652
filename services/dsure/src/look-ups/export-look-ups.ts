import { guaranteeKindNames, guaranteeStatusNames } from '@e-surety/domain';
import type { BatchEntry } from './answer-batch.js';
import type { AskedInWords } from './asked.js';
import { csvOf } from './csv.js';
import { type FoundCertificate, isUnproved, unprovedTitle } from './found-certificate.js';

const columns = [
  ...[
    '行',
    '結果',
    '結果の説明',
    '保証契約番号',
    '版',
    '変更回数',
    '保証の種類',
    '発注者コード',
    '被保証者',
    '保証契約者',
  ],
  ...['工事名', '工事番号', '請負金額', '保証金額', '保証期間の始期', '保証期間の終期', '発行日', '照会日時'],
];

/** The answers of a batch as a table, a row for each in the order asked. Amounts are digits and days ISO 8601; no key is in it. */
export function exportLookUps(asked: readonly AskedInWords[], entries: readonly BatchEntry[]): string {
  return csvOf([columns, ...entries.map((entry, i) => cellsOf(i + 1, asked[i]!, entry))]);
}

function cellsOf(line: number, asked: AskedInWords, entry: BatchEntry): string[] {
  if ('problem' in entry) {
    const { code, title } = entry.problem;
    const told = [String(line), code, title, asked.guaranteeNumber ?? ''];
    return [...told, ...Array<string>(columns.length - told.length).fill('')];
  }
  const { certificate, guaranteeNumber, revision, checkedAt } = entry.found;
  const { kind, amendments, orderer, contractor, works, amount, period, issuedOn } = certificate;
  return [
    ...[String(line), ...resultOf(entry.found), guaranteeNumber, String(revision), String(amendments)],
    ...[guaranteeKindNames[kind], orderer.code, orderer.name, contractor.jointVenture?.name ?? contractor.name],
    ...[works.name, works.number ?? '', String(works.contractPrice), String(amount)],
    ...[period.from ?? '', period.to, issuedOn, checkedAt],
  ];
}

/** A result of its own where a check failed, so that no program takes the status for proved. */
function resultOf(found: FoundCertificate): [result: string, words: string] {
  const { status } = found;
  const standing = guaranteeStatusNames[status];
  return isUnproved(found) ? ['verification_failed', `${unprovedTitle}(登録上は${standing})`] : [status, standing];
}
