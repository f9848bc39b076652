import type { components } from '@e-surety/client/issuer';
import { calendarDay, formatWareki, formatYen, worksLabels, yen } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { dateNames } from './form/names.js';

type Works = components['schemas']['Works'];

export const dayText = (day: string | null): string | null => day && formatWareki(calendarDay(day));
export const yenText = (amount: number): string => formatYen(yen(amount));

/** 請負工事, as it was declared. */
export function worksFacts(works: Works): Html {
  const words = worksLabels[works.subject];
  const dates = Object.entries(dateNames).map(
    ([name, label]) => [label, dayText(works.dates[name as keyof typeof dateNames])] as const,
  );
  return facts([
    [words.name, works.name],
    [words.number, works.number],
    [words.place, works.place],
    [`${words.contractPrice}(税込)`, yenText(works.contractPrice)],
    [words.contractDate, dayText(works.contractDate) ?? '未締結'],
    [words.period, `${dayText(works.period.from)}から${dayText(works.period.to)}まで`],
    ['契約番号', works.contractNumber],
    ['入札・案件番号', works.tenderNumber],
    ...dates,
    ['低入札価格調査など', works.lowBid && '対象'],
    ['前払金', works.advancePlanned ? '予定する契約' : '予定しない契約'],
    ['発注者が電子保証を認めている', works.ordererAllowsElectronic ? '申告あり' : '申告なし'],
    ['年割額', works.fiscalYears && fiscalYears(works.fiscalYears)],
    ['共同企業体', works.jointVenture && jointVenture(works.jointVenture)],
    ['発注者の署名者', signatory(works.ordererSignatory)],
    ['受注者の署名者', signatory(works.contractorSignatory)],
    ['認証キーのお知らせの提出先', works.submitTo && Object.values(works.submitTo).filter(Boolean).join(' ')],
  ]);
}

const fiscalYears = (years: NonNullable<Works['fiscalYears']>): Html =>
  html`<ul class="plain">${years.map(
    ({ year, plannedOutput, paymentLimit }) =>
      html`<li>${year}年度 出来高予定額 ${yenText(plannedOutput)}、支払限度額 ${yenText(paymentLimit)}</li>`,
  )}</ul>`;

const jointVenture = ({ name, representative, members }: NonNullable<Works['jointVenture']>): Html =>
  html`${name}<ul class="plain">${members.map(
    (member, i) =>
      html`<li>${member.name}${i === representative && '(代表者)'} ${member.sharePercent}%<br><span class="quiet">${member.address} ${member.representativeTitle} ${member.representativeName}</span></li>`,
  )}</ul>`;

const signatory = (one: Works['ordererSignatory']): string | null =>
  one && [one.office, one.title, one.name].filter(Boolean).join(' ');
