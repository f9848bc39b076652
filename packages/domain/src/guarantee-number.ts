import { ungrouped } from './normalise.js';
import { reiwaYearOf } from './wareki.js';

/** 保証契約番号, as printed: `12-08-0000123-3` = issuer's prefix, fiscal year of 令和, serial, check digit (Damm). */
export type GuaranteeNumber = string & { readonly __guaranteeNumber: unique symbol };

export const maxGuaranteeSerial = 9_999_999;

export function guaranteeNumberOf(parts: {
  issuerPrefix: string;
  fiscalYear: number;
  serial: number;
}): GuaranteeNumber {
  const { issuerPrefix, fiscalYear, serial } = parts;
  if (!/^\d{2}$/u.test(issuerPrefix)) throw new RangeError(`not an issuer's prefix: ${issuerPrefix}`);
  if (!Number.isInteger(serial) || serial < 1 || serial > maxGuaranteeSerial) {
    throw new RangeError(`not a serial: ${serial}`);
  }
  const digits = issuerPrefix + String(reiwaYearOf(fiscalYear)).padStart(2, '0') + String(serial).padStart(7, '0');
  return printed(digits + dammDigit(digits));
}

/** Reads a number in any width, with any hyphens or none. Null if it is none, a wrong check digit included. */
export function parseGuaranteeNumber(text: string): GuaranteeNumber | null {
  const digits = ungrouped(text);
  if (!/^\d{2}(?!00)\d{2}(?!0000000)\d{8}$/u.test(digits) || dammDigit(digits) !== 0) return null;
  return printed(digits);
}

/** Whether it is a number in its canonical, printed form. */
export function isGuaranteeNumber(text: unknown): text is GuaranteeNumber {
  return typeof text === 'string' && parseGuaranteeNumber(text) === text;
}

export function issuerPrefixOf(number: GuaranteeNumber): string {
  return number.slice(0, 2);
}

function printed(digits: string): GuaranteeNumber {
  return digits.replace(/^(..)(..)(.{7})(.)$/u, '$1-$2-$3-$4') as GuaranteeNumber;
}

/** Damm's quasigroup of order 10: finds every single wrong digit and every exchange of neighbours. 0 over a whole number. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

function dammDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = Number(damm[interim]![Number(digit)]);
  return interim;
}
