import { worksLabels } from '@e-surety/domain';
import { signatoryText } from '@e-surety/papers/wording';
import { type Html, html } from '@e-surety/service-kit/pages';
import { facts, lines } from '../parts/facts.js';
import { dayText, money } from '../parts/words.js';
import type { Application, ReviewSheet } from './schemas.js';

/** 請負工事の情報, as the contractor declared it. */
export function worksFacts({ works }: Application, { orderer }: ReviewSheet): Html {
  const labels = worksLabels[works.subject];
  const { dates, jointVenture, fiscalYears } = works;
  return html`<section aria-labelledby="works"><h2 id="works">${works.subject === 'construction' ? '請負工事' : '業務委託'}</h2>
${facts(
  [
    [labels.name, html`<strong>${works.name}</strong>`],
    [labels.number, works.number],
    [
      '発注者',
      lines(`${orderer.name}(${orderer.code})`, works.ordererSignatory && signatoryText(works.ordererSignatory)),
    ],
    [labels.place, works.place],
    [`${labels.contractPrice}(税込)`, money(works.contractPrice)],
    [labels.contractDate, works.contractDate === null ? '(未締結)' : dayText(works.contractDate)],
    ['契約番号・入札番号', [works.contractNumber, works.tenderNumber].filter(Boolean).join(' ・ ')],
    [labels.period, `${dayText(works.period.from)} から ${dayText(works.period.to)} まで`],
    [
      '公告日など',
      lines(...Object.entries(dateLabels).map(([name, label]) => datesLine(label, dates[name as keyof typeof dates]))),
    ],
    ['低入札', works.lowBid && html`<strong>低入札価格調査等の対象</strong>`],
    ['電子保証', works.ordererAllowsElectronic ? '発注者が認めている(受注者の申告)' : '発注者が認めたとの申告なし'],
    [
      '年割',
      fiscalYears &&
        lines(
          ...fiscalYears.map(
            ({ year, plannedOutput, paymentLimit }) =>
              html`${year}年度 出来高予定額 ${money(plannedOutput)} 支払限度額 ${money(paymentLimit)}`,
          ),
        ),
    ],
    [
      '共同企業体',
      jointVenture &&
        lines(
          jointVenture.name,
          ...jointVenture.members.map(
            ({ name, sharePercent }, i) =>
              `${name} ${sharePercent}%${i === jointVenture.representative ? '(代表者)' : ''}`,
          ),
        ),
    ],
    ['受注者の署名者', works.contractorSignatory && signatoryText(works.contractorSignatory)],
  ],
  'wide',
)}</section>`;
}

const dateLabels = {
  notice: '公告日',
  bid: '入札日',
  order: '発注日',
  award: '落札決定日',
  plannedContract: '契約予定日',
  originalContract: '当初契約日',
} as const;

const datesLine = (label: string, day: string | null) => day && `${label} ${dayText(day)}`;
