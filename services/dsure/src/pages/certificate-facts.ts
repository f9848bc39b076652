import { type Certificate, formatWareki, formatYen, guaranteeKindNames, worksLabels } from '@e-surety/domain';
import { contractDateText, particulars, periodLabel, periodText, signatoryText } from '@e-surety/papers/wording';
import { type Html, html, verdict } from '@e-surety/service-kit/pages';
import type { SeenCertificate } from '../look-ups/found-certificate.js';
import { periodAgainstWorks } from '../look-ups/period-against-works.js';

type Row = [label: string, value: Html | string];

/** What is guaranteed, in the order in which a clerk compares it with the contract. */
export function certificateFacts(seen: SeenCertificate): Html {
  const { certificate } = seen;
  const { works, orderer, issuedOn, terms, remarks, issuer } = certificate;
  const labels = worksLabels[works.subject];
  const rows: Row[] = [
    ['被保証者(発注者)', lines(orderer.name, orderer.signatory && signatoryText(orderer.signatory))],
    ['保証契約者(受注者)', contractorText(certificate)],
    [labels.name, html`<strong>${works.name}</strong>`],
    [labels.number, works.number ?? '(記載なし)'],
    [`${labels.contractPrice}(税込)`, html`<span class="number">${formatYen(works.contractPrice)}</span>`],
    ['保証金額', amountText(certificate)],
    [periodLabel(certificate), lines(html`<strong>${periodText(certificate)}</strong>`, coverText(seen))],
    [labels.period, `${formatWareki(works.period.from)}から ${formatWareki(works.period.to)}まで`],
    ['発行日', `${formatWareki(issuedOn)}${seen.revision === 0 ? '' : `(第${seen.revision}版)`}`],
    ['保証の種類', guaranteeKindNames[certificate.kind]],
    [labels.place, works.place],
    [labels.contractDate, contractDateText(works)],
    ...particulars(certificate),
    ['保証人', lines(issuer.name, issuer.address)],
    ['保証約款', `${terms.name}(${terms.version})`],
    ['備考', remarks === '' ? '(なし)' : remarks],
  ];
  return html`<dl class="facts">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

function contractorText({ contractor }: Certificate): Html {
  const { name, address, signatory, jointVenture } = contractor;
  if (jointVenture === null) return lines(html`<strong>${name}</strong>`, address, signatoryText(signatory));
  const members = jointVenture.members.map(({ name, sharePercent }) => `${name}(出資割合 ${sharePercent}%)`);
  return lines(
    html`<strong>${jointVenture.name}</strong>`,
    `代表者 ${name}`,
    address,
    signatoryText(signatory),
    ...members,
  );
}

function amountText({ amount, ratio, works }: Certificate): Html {
  const base = ratio.of === 'contractPrice' ? worksLabels[works.subject].contractPrice : '今年度対象額';
  return lines(html`<span class="amount number">${formatYen(amount)}</span>`, `${base}の ${ratio.percent}%`);
}

/** Of a guarantee that has ended nothing is said that could be taken for a promise. */
function coverText({ certificate, status }: SeenCertificate): Html | null {
  if (status !== 'in_force' && status !== 'not_yet_in_force') return null;
  const label = worksLabels[certificate.works.subject].period;
  const against = periodAgainstWorks(certificate);
  if (against.covers) return verdict('right', `${label}の末日まで保証しています`);
  const words = `${label}の末日より前に終わります`;
  return against.usual === null
    ? verdict('wrong', words)
    : html`${verdict('open', words)}<br>今年度対象額に対する保証は、その年度の末日までです。`;
}

function lines(...texts: (Html | string | null)[]): Html {
  return html`${texts.filter((text) => text !== null && text !== '').map((text) => html`<p>${text}</p>`)}`;
}
