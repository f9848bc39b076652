import { issuerPrefixOf, parseGuaranteeNumber } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import type { allIssuers } from '../issuers/store.js';

export type KnownIssuers = Awaited<ReturnType<typeof allIssuers>>;

/**
 * The company that a number names, and its branches. Chosen by the number's prefix alone, so that it tells nothing of whether
 * there is such a guarantee.
 */
export function whomToAsk(when: string, typedNumber: string, issuers: KnownIssuers): Html {
  const number = parseGuaranteeNumber(typedNumber);
  const issuer = number === null ? undefined : issuers.find((one) => one.numberPrefix === issuerPrefixOf(number));
  if (!issuer) return html`<p>${when}、受注者または保証事業会社にお尋ねください。</p>`;
  const { name, numberPrefix, contacts } = issuer;
  return html`<p>${when}、受注者または<strong>${name}</strong>(番号が${numberPrefix}で始まる保証の発行者)にお尋ねください。</p>
${contacts.length > 0 && html`<ul class="contacts">${contacts.map(contactLine)}</ul>`}`;
}

function contactLine({ name, phone, hours }: KnownIssuers[number]['contacts'][number]): Html {
  const dialled = phone.replace(/[^\d+]/gu, '');
  return html`<li><strong>${name}</strong> <a class="number" href="tel:${dialled}">${phone}</a> <span class="quiet">${hours}</span></li>\n`;
}
