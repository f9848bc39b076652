import type { JointVenture } from '@e-surety/domain';
import { setText } from '../kit/setting.js';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { type Cell, cell, headCell, measureOf, table } from '../kit/table.js';

/** The members of a joint venture (共同企業体), its representative marked. */
export function printJointVenture(sheet: Sheet, { members, representative }: JointVenture): void {
  const widths = { member: sheet.width - 214, holder: 150, share: 64 };
  const head = [
    headCell(widths.member, '構成員'),
    headCell(widths.holder, '代表者'),
    headCell(widths.share, '出資割合', 'right'),
  ];
  const rows = members.map((member, i): Cell[] => [
    {
      width: widths.member,
      kind: 'data',
      lines: [
        ...setText(
          i === representative ? `${member.name}（代表構成員）` : member.name,
          styles.strong,
          measureOf(widths.member),
        ),
        ...setText(member.address, styles.small, measureOf(widths.member)),
      ],
    },
    cell(widths.holder, [member.representativeTitle, member.representativeName].filter(Boolean).join(' ')),
    cell(widths.share, `${member.sharePercent}%`, { align: 'right' }),
  ]);
  sheet.y += 14;
  table(sheet, rows, { heading: '共同企業体の構成員', head });
}
