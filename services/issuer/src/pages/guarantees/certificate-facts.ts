import { type Certificate, formatWareki, formatYen, guaranteeKindNames, worksLabels } from '@e-surety/domain';
import { contractDateText, particulars, periodLabel, periodText, signatoryText } from '@e-surety/papers/wording';
import { html } from '@e-surety/service-kit/pages';
import { type Fact, lines } from '../parts/facts.js';

/** What the newest certificate says, in the order in which it is compared with the contract. */
export function certificateFacts(certificate: Certificate): Fact[] {
  const { works, orderer, issuedOn, terms, remarks, issuer, revision } = certificate;
  const labels = worksLabels[works.subject];
  const base = certificate.ratio.of === 'contractPrice' ? labels.contractPrice : '今年度対象額';
  return [
    ['保証契約番号', html`<span class="code">${certificate.guaranteeNumber}</span>`],
    ['保証の種類', guaranteeKindNames[certificate.kind]],
    ['被保証者(発注者)', lines(orderer.name, orderer.signatory && signatoryText(orderer.signatory))],
    ['保証契約者(受注者)', contractorText(certificate)],
    [labels.name, html`<strong>${works.name}</strong>`],
    [labels.number, works.number ?? '(記載なし)'],
    [labels.place, works.place],
    [labels.contractDate, contractDateText(works)],
    [`${labels.contractPrice}(税込)`, html`<span class="number">${formatYen(works.contractPrice)}</span>`],
    [labels.period, `${formatWareki(works.period.from)}から ${formatWareki(works.period.to)}まで`],
    [
      '保証金額',
      lines(
        html`<strong class="number">${formatYen(certificate.amount)}</strong>`,
        `${base}の ${certificate.ratio.percent}%`,
      ),
    ],
    [periodLabel(certificate), html`<strong>${periodText(certificate)}</strong>`],
    ...particulars(certificate),
    ['発行日', `${formatWareki(issuedOn)}${revision === 0 ? '' : `(第${revision}版)`}`],
    ['保証人', lines(issuer.name, issuer.address)],
    ['保証約款', `${terms.name}(${terms.version})`],
    ['備考', remarks],
  ];
}

function contractorText({ contractor }: Certificate) {
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
