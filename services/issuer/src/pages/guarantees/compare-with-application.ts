import {
  type CalendarDay,
  type Certificate,
  formatWareki,
  formatYen,
  guaranteeKindNames,
  redepositNames,
  worksLabels,
  type Yen,
} from '@e-surety/domain';
import { contractDateText, periodLabel, periodText } from '@e-surety/papers/wording';
import type { Schemas } from './schemas.js';

/** One fact as the certificate says it, beside what was applied for. */
export interface ComparedRow {
  label: string;
  onCertificate: string;
  inApplication: string;
}

export interface Applied {
  application: Schemas['Application'];
  ordererName: string | undefined;
  contractorName: string | undefined;
}

/** What is to be checked before the key notice is handed on: each fact in the same words on both sides. */
export function compareWithApplication(
  certificate: Certificate,
  { application, ordererName, contractorName }: Applied,
): ComparedRow[] {
  const { works, orderer, contractor, kind } = certificate;
  const { works: applied, guarantees } = application;
  const request = guarantees.find((one) => one.guaranteeNumber === certificate.guaranteeNumber);
  const labels = worksLabels[works.subject];
  const span = ({ from, to }: { from: string; to: string }) => `${day(from)}から ${day(to)}まで`;
  const rows: [string, string, string | undefined][] = [
    ['保証の種類', guaranteeKindNames[kind], request && guaranteeKindNames[request.kind]],
    ['発注者', orderer.name, ordererName],
    ['受注者', contractor.jointVenture?.name ?? contractor.name, applied.jointVenture?.name ?? contractorName],
    [labels.name, works.name, applied.name],
    [labels.number, works.number ?? '(なし)', applied.number ?? '(なし)'],
    [labels.place, works.place, applied.place],
    [labels.contractDate, contractDateText(works), contractDateText(applied as unknown as Certificate['works'])],
    [`${labels.contractPrice}(税込)`, formatYen(works.contractPrice), formatYen(applied.contractPrice as Yen)],
    [labels.period, span(works.period), span(applied.period)],
    ['保証金額', formatYen(certificate.amount), request && formatYen(request.amount as Yen)],
    [periodLabel(certificate), periodText(certificate), request && periodText(request as unknown as Certificate)],
    ...(certificate.kind === 'performance'
      ? []
      : ([
          ['預託金融機関', certificate.depositary, request?.advance?.depositary],
          [
            '再預託利用区分',
            redepositNames[certificate.redeposit],
            request?.advance && redepositNames[request.advance.redeposit],
          ],
        ] as [string, string, string | undefined][])),
  ];
  return rows.map(([label, onCertificate, inApplication]) => ({
    ...{ label, onCertificate, inApplication: inApplication ?? '(なし)' },
  }));
}

const day = (text: string) => formatWareki(text as CalendarDay);
