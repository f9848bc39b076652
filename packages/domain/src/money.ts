import { compact } from './normalise.js';

/** Whole yen, from 0 to {@link maxYen}. */
export type Yen = number & { readonly __yen: unique symbol };

export const maxYen = 999_999_999_999;

export function isYen(n: unknown): n is Yen {
  return typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= maxYen && !Object.is(n, -0);
}

export function yen(n: number): Yen {
  if (!isYen(n)) throw new RangeError(`not an amount of yen: ${n}`);
  return n;
}

/**
 * An amount as people type it: `２０，０００，０００円`, `￥20,000,000-`, `金20,000,000円也`, `20000000`. Null if it is no amount;
 * commas that do not part thousands are a digit lost or doubled, and are not guessed at.
 */
export function parseYen(text: string): Yen | null {
  const typed = compact(text).replaceAll('、', ',').replaceAll('､', ',');
  const digits = /^金?[¥￥\\]?(\d+|\d{1,3}(?:,\d{3})+)円?[-也]?$/u.exec(typed)?.[1];
  const n = digits === undefined ? Number.NaN : Number(digits.replaceAll(',', ''));
  return isYen(n) ? n : null;
}

/** `20,000,000円` */
export function formatYen(amount: Yen): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/gu, ',')}円`;
}

export const roundings = ['down', 'up', 'half_up'] as const;
export type Rounding = (typeof roundings)[number];

/** `amount × ppm ÷ 1,000,000`, exact until it is rounded. */
export function portionOf(amount: Yen, ppm: number, rounding: Rounding): Yen {
  const product = BigInt(amount) * BigInt(ppm);
  const added = { down: 0n, up: 999_999n, half_up: 500_000n }[rounding];
  return yen(Number((product + added) / 1_000_000n));
}
