import { ungrouped } from './normalise.js';

/**
 * 認証キー: the secret by which an orderer reads a certificate. 28 symbols of Crockford's base 32, upper case, without
 * hyphens: 26 random ones (130 bits) and two check symbols.
 *
 * The check symbols make the 28 a word of a shortened Reed–Solomon code over GF(32), so that another implementer can compute them:
 * - a symbol's value 0…31 (its place in {@link symbols}) is an element of GF(32); bit i is the coefficient of x^i;
 * - the field is GF(2)[x] modulo x^5 + x^2 + 1, and α = x (value 2) generates it;
 * - the first symbol is the coefficient of z^27, the last that of z^0;
 * - the generator polynomial is (z − 1)(z − α): all values add up to 0 (XOR), and so do all values · α^(27 − place).
 *
 * The distance is three: one or two wrong symbols and any exchange of two different ones are detected, one wrong symbol is located.
 */
export type AuthenticationKey = string & { readonly __authenticationKey: unique symbol };

export type ParsedAuthenticationKey =
  | { ok: true; key: AuthenticationKey }
  /** `suspectGroup`, 1 to 7: one wrong symbol in that group of four would explain it. Never corrected silently. */
  | { ok: false; reason: 'length' | 'symbol' | 'check'; suspectGroup: number | null };

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 28;
const randomLength = 26;
const groupLength = 4;

/** How many bytes {@link authenticationKeyFrom} wants. */
export const authenticationKeyEntropyBytes = 17;

/** Powers of α, twice over, so that exponents need no reduction. */
const power = powersOfAlpha();

/**
 * Makes a key of 17 random bytes. Their first 130 bits count, the most significant bit of a byte first: bits 0–4 are the
 * first symbol, bits 125–129 the last random one. The six bits that remain of byte 17 are unused.
 */
export function authenticationKeyFrom(entropy: Uint8Array): AuthenticationKey {
  if (entropy.length !== authenticationKeyEntropyBytes)
    throw new RangeError('an authentication key takes 17 random bytes');
  const values = Array.from({ length: randomLength }, (_, i) => fiveBitsAt(entropy, i * 5));
  return [...values, ...checkValues(values)].map((value) => symbols[value]).join('') as AuthenticationKey;
}

/** Reads what a person typed: any width, lower case, spaces, every kind of dash; O is read as 0, I and L as 1. */
export function parseAuthenticationKey(text: string): ParsedAuthenticationKey {
  const typed = ungrouped(text).toUpperCase().replaceAll('O', '0').replace(/[IL]/gu, '1');
  const values = [...typed].map((symbol) => symbols.indexOf(symbol));
  if (values.length !== length) return { ok: false, reason: 'length', suspectGroup: null };

  const unknown = values.filter((value) => value < 0).length;
  const [sum, weighted] = syndromes(values.map((value) => Math.max(value, 0)));
  if (unknown === 0 && sum === 0 && weighted === 0) return { ok: true, key: typed as AuthenticationKey };

  const place = placeOfSingleError(sum, weighted, unknown === 1 ? values.indexOf(-1) : null);
  return {
    ok: false,
    reason: unknown > 0 ? 'symbol' : 'check',
    suspectGroup: place === null || unknown > 1 ? null : Math.floor(place / groupLength) + 1,
  };
}

/** Seven groups of four: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function formatAuthenticationKey(key: AuthenticationKey): string {
  return key.match(/.{4}/gu)!.join('-');
}

/** The 26 random symbols, the input of the key derivation. */
export function keyMaterialOf(key: AuthenticationKey): string {
  return key.slice(0, randomLength);
}

/** Solves the two check equations for the last two values. */
function checkValues(values: readonly number[]): [number, number] {
  const [sum, weighted] = syndromes([...values, 0, 0]);
  // a + b = sum and a·α + b = weighted, hence a = (sum + weighted) / (α + 1), and + is XOR.
  const a = divide(sum ^ weighted, power[1]! ^ 1);
  return [a, sum ^ a];
}

function syndromes(values: readonly number[]): [sum: number, weighted: number] {
  return values.reduce<[number, number]>(
    ([sum, weighted], value, place) => [sum ^ value, weighted ^ multiply(value, power[length - 1 - place]!)],
    [0, 0],
  );
}

/** A single error e at a place gives sum = e and weighted = e · α^(27 − place). An unreadable symbol was read as 0 at `unreadable`. */
function placeOfSingleError(sum: number, weighted: number, unreadable: number | null): number | null {
  if (sum === 0 || weighted === 0) return sum === weighted ? unreadable : null;
  const place = length - 1 - power.indexOf(divide(weighted, sum));
  if (place < 0 || (unreadable !== null && place !== unreadable)) return null;
  return place;
}

function powersOfAlpha(): readonly number[] {
  const powers = [1];
  while (powers.length < 62) {
    const doubled = powers.at(-1)! << 1;
    powers.push(doubled < 32 ? doubled : doubled ^ 0b100101);
  }
  return powers;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : power[power.indexOf(a) + power.indexOf(b)]!;
}

function divide(a: number, b: number): number {
  return a === 0 ? 0 : power[power.indexOf(a) + 31 - power.indexOf(b)]!;
}

function fiveBitsAt(bytes: Uint8Array, bit: number): number {
  const index = bit >> 3;
  const pair = (bytes[index]! << 8) | (bytes[index + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}
