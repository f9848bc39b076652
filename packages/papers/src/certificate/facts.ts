import { type Certificate, formatWareki, formatYen, worksLabels } from '@e-surety/domain';
import { type Fact, factTable } from '../kit/fact-table.js';
import type { Sheet } from '../kit/sheet.js';
import { styles } from '../kit/style.js';
import { periodLabel, periodText, signatoryText } from './names.js';
import { contractDateText, particulars } from './particulars.js';

/** Everything that is guaranteed, label by label, in the order in which it is compared with the contract. */
export function printFacts(sheet: Sheet, certificate: Certificate): void {
  const { works, terms, remarks, revision } = certificate;
  const labels = worksLabels[works.subject];
  const facts: Fact[] = [
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
  ];
  // Closer where a history follows, which is to find room on the same page if it can.
  factTable(sheet, facts, { gap: revision === 0 ? 6 : 3 });
}

type Lines = Exclude<Fact[1], string>;

function contractorTexts({ contractor }: Certificate): Lines {
  const { name, address, signatory, jointVenture } = contractor;
  const leading = jointVenture?.members[jointVenture.representative];
  const representative: Lines = leading ? [[`代表者 ${leading.name}`, styles.body]] : [];
  return [
    [jointVenture?.name ?? name, styles.strong],
    ...representative,
    [address, styles.body],
    [signatoryText(signatory), styles.body],
  ];
}
