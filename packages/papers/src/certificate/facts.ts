import { type Certificate, formatWareki, formatYen, worksLabels } from '@e-surety/domain';
import { type Fact, factTable } from '../kit/fact-table.js';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { periodLabel, periodText, signatoryText } from './names.js';
import { contractDateText, particulars } from './particulars.js';

/** Everything that is guaranteed, label by label, in the order in which it is compared with the contract. */
export function printFacts(sheet: Sheet, certificate: Certificate): void {
  const { works, terms, remarks } = certificate;
  const labels = worksLabels[works.subject];
  factTable(sheet, [
    ['保証契約者（受注者）', contractorTexts(certificate)],
    [labels.name, works.name],
    [labels.number, works.number ?? '―'],
    [labels.place, works.place],
    [labels.contractDate, contractDateText(works)],
    [labels.contractPrice, `${formatYen(works.contractPrice)}（消費税及び地方消費税の額を含む）`],
    [labels.period, `${formatWareki(works.period.from)}から ${formatWareki(works.period.to)}まで`],
    [periodLabel(certificate), periodText(certificate)],
    ...particulars(certificate),
    ['保証約款', `${terms.name}（${terms.version}）`],
    ['備考', remarks === '' ? '―' : remarks],
  ]);
}

function contractorTexts({ contractor }: Certificate): Exclude<Fact[1], string> {
  const { name, address, signatory, jointVenture } = contractor;
  return [
    [jointVenture?.name ?? name, styles.strong],
    ...(jointVenture
      ? [
          [`代表者 ${jointVenture.members[jointVenture.representative]!.name}`, styles.body] satisfies [
            string,
            typeof styles.body,
          ],
        ]
      : []),
    [address, styles.body],
    [signatoryText(signatory), styles.body],
  ];
}
