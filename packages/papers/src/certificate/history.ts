import { type Certificate, formatWareki, type HistoryEntry } from '@e-surety/domain';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { cell, headCell, table } from '../kit/table.js';
import { itemLabel, valueText } from './changed-item.js';
import { revisionTypeNames } from './names.js';

const gapAbove = 9;
const gap = 3;

/** Every revision since the original, each changed item with what stood there before and after. */
export function printHistory(sheet: Sheet, certificate: Certificate): void {
  const later = certificate.history.filter(({ revision }) => revision > 0);
  if (later.length === 0) return;
  sheet.y += 14;
  sheet.need(styles.heading.leading + openingOf(later[0]!));
  sheet.paragraph('変更等の履歴', styles.heading, 'H2');
  let amendments = 0;
  for (const entry of later) {
    if (entry.type === 'amendment') amendments += 1;
    printEntry(sheet, certificate, entry, amendments);
  }
}

function printEntry(sheet: Sheet, certificate: Certificate, entry: HistoryEntry, amendments: number): void {
  const name = revisionTypeNames[entry.type] + (entry.type === 'amendment' ? ` 第${amendments}回` : '');
  sheet.need(openingOf(entry));
  sheet.y += gapAbove;
  sheet.paragraph(
    `第${entry.revision}版 ${name} ${formatWareki(entry.issuedOn)}発行（${formatWareki(entry.effectiveOn)}から効力）`,
    styles.strong,
    'H3',
  );
  if (entry.reason !== null) sheet.paragraph(`理由 ${entry.reason}`);
  if (entry.changes.length === 0) return;
  sheet.y += 2;
  const widths = { item: 104, value: (sheet.width - 104) / 2 };
  table(
    sheet,
    entry.changes.map(({ item, before, after }) => [
      headCell(widths.item, itemLabel(item, certificate)),
      cell(widths.value, valueText(item, before)),
      cell(widths.value, valueText(item, after)),
    ]),
    {
      head: [headCell(widths.item, '変更した事項'), headCell(widths.value, '変更前'), headCell(widths.value, '変更後')],
      gap,
    },
  );
}

/** As much of an entry as has to stand together: its title, the reason, and the first change below the heads of the table. */
function openingOf({ reason, changes }: HistoryEntry): number {
  const rows = changes.length === 0 ? 0 : 2 + 2 * (styles.body.leading + 2 * gap);
  return gapAbove + styles.strong.leading + (reason === null ? 0 : styles.body.leading) + rows;
}
