import { compact, upperCase } from './normalise.js';

/**
 * The key of an orderer: the 全国地方公共団体コード with its check digit, `203629`; or, for the State and its agencies, which have
 * none, a code of our own [D]: `K-` and four to eight capital letters or digits, `K-MLIT01`.
 */
export type OrdererCode = string & { readonly __ordererCode: unique symbol };

/** Reads a code in any width and case. Null if it is none, a wrong check digit or an unknown prefecture included. */
export function parseOrdererCode(text: string): OrdererCode | null {
  const code = upperCase(compact(text));
  const valid = /^K-[A-Z0-9]{4,8}$/u.test(code) || isLocalGovernmentCode(code);
  return valid ? (code as OrdererCode) : null;
}

/** Whether it is a code in its canonical form. */
export function isOrdererCode(text: unknown): text is OrdererCode {
  return typeof text === 'string' && parseOrdererCode(text) === text;
}

/** The sixth digit = (11 − (6a + 5b + 4c + 3d + 2e) mod 11) mod 10; the first two are the prefecture, 01 to 47. */
function isLocalGovernmentCode(code: string): boolean {
  if (!/^\d{6}$/u.test(code)) return false;
  const digits = [...code].map(Number);
  const prefecture = Number(code.slice(0, 2));
  const sum = digits.slice(0, 5).reduce((total, digit, i) => total + digit * (6 - i), 0);
  return prefecture >= 1 && prefecture <= 47 && digits[5] === (11 - (sum % 11)) % 10;
}
