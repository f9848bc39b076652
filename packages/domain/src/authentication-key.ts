import { ungrouped, upperCase } from './normalise.js';

/**
 * 認証キー: the secret by which an orderer reads a certificate. 28 symbols of Crockford's base 32, upper case, without
 * hyphens: 26 random ones (130 bits) and two check symbols.
 *
 * The check symbols make the 28 a word of a shortened Reed–Solomon code over GF(32). For another implementer:
 * - a symbol's place in `0123456789ABCDEFGHJKMNPQRSTVWXYZ` is its value, an element of GF(32): bit i is the coefficient of x^i;
 * - the field is GF(2)[x] modulo the primitive polynomial x^5 + x^2 + 1, and α = x, the value 2; addition is XOR;
 * - the first symbol is the coefficient of z^27, the last one, that of z^0;
 * - the generator polynomial is (z − 1)(z − α), that is: the sum of all values is 0, and so is the sum of each value
 *   times α^(27 − its place, counted from 0).
 *
 * The distance is three: one or two wrong symbols, and any exchange of two, are detected; one wrong symbol is located.
 */
export type AuthenticationKey = string & { readonly __authenticationKey: unique symbol };

export type ParsedAuthenticationKey =
  | { ok: true; key: AuthenticationKey }
  /** `suspectGroup`, 1 to 7: one wrong symbol in that group of four would explain it. Never corrected silently. */
  | { ok: false; reason: 'length' | 'symbol' | 'check'; suspectGroup: number | null };

/** How many random bytes {@link authenticationKeyFrom} takes. */
export const authenticationKeyEntropyBytes = 17;

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 28;
const randomLength = 26;
const groupLength = 4;

/**
 * Makes a key of 17 random bytes. Their first 130 bits count, the most significant bit of a byte first: bits 0–4 are the
 * first symbol, bits 125–129 the last random one. The six low bits of the last byte are unused.
 */
export function authenticationKeyFrom(entropy: Uint8Array): AuthenticationKey {
  if (entropy.length !== authenticationKeyEntropyBytes) throw new RangeError('a key is made of 17 random bytes');
  const values = Array.from({ length: randomLength }, (_, i) => fiveBitsAt(entropy, i * 5));
  return [...values, ...checkValues(values)].map((value) => symbols[value]).join('') as AuthenticationKey;
}

/** Reads what a person typed: any width, lower case, spaces, every kind of dash; O is read as 0, I and L as 1. */
export function parseAuthenticationKey(text: string): ParsedAuthenticationKey {
  const typed = upperCase(ungrouped(text)).replaceAll('O', '0').replace(/[IL]/gu, '1');
  const values = [...typed].map((symbol) => symbols.indexOf(symbol));
  if (values.length !== length) return { ok: false, reason: 'length', suspectGroup: null };

  const unreadable = [...values.keys()].filter((place) => values[place]! < 0);
  const [sum, weighted] = syndromesOf(values.map((value) => Math.max(value, 0)));
  if (unreadable.length === 0) {
    if (sum === 0 && weighted === 0) return { ok: true, key: typed as AuthenticationKey };
    return { ok: false, reason: 'check', suspectGroup: groupOf(placeOfSingleError(sum, weighted)) };
  }
  // One unreadable symbol was read as 0: it alone explains everything if it should be 0, or if the error lies in its place.
  const [place] = unreadable as [number];
  const explains = (sum === 0 && weighted === 0) || placeOfSingleError(sum, weighted) === place;
  return { ok: false, reason: 'symbol', suspectGroup: unreadable.length === 1 && explains ? groupOf(place) : null };
}

/** Seven groups of four: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function formatAuthenticationKey(key: AuthenticationKey): string {
  return key.match(/.{4}/gu)!.join('-');
}

/** The 26 random symbols: the input of the key derivation. */
export function keyMaterialOf(key: AuthenticationKey): string {
  return key.slice(0, randomLength);
}

function groupOf(place: number | null): number | null {
  return place === null ? null : Math.floor(place / groupLength) + 1;
}

/** The two sums of the code, both 0 for a right word; the second one by Horner's rule. */
function syndromesOf(values: readonly number[]): [sum: number, weighted: number] {
  return values.reduce<[number, number]>(
    ([sum, weighted], value) => [sum ^ value, timesAlpha(weighted) ^ value],
    [0, 0],
  );
}

/** Solves a + b = sum and a·α + b = weighted, in which addition is XOR. */
function checkValues(values: readonly number[]): [number, number] {
  const [sum, weighted] = syndromesOf([...values, 0, 0]);
  const a = [...Array(32).keys()].find((value) => (timesAlpha(value) ^ value) === (sum ^ weighted))!;
  return [a, a ^ sum];
}

/** Not both sums are 0. An error e at one place alone gives sum = e and weighted = e · α^(27 − place). */
function placeOfSingleError(sum: number, weighted: number): number | null {
  let expected = sum;
  for (let place = length - 1; place >= 0; place -= 1) {
    if (expected === weighted) return place;
    expected = timesAlpha(expected);
  }
  return null;
}

function timesAlpha(value: number): number {
  const doubled = value << 1;
  return doubled < 32 ? doubled : doubled ^ 0b100101;
}

function fiveBitsAt(bytes: Uint8Array, bit: number): number {
  const index = bit >> 3;
  const pair = (bytes[index]! << 8) | (bytes[index + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}
