import { maxYen, portionOf, type Yen, yen } from './money.js';

/**
 * Ratios are parts per million (40 % = 400,000 ppm), so that every limit is judged on integers.
 * A percentage is for showing only.
 */

/** `40.0`: cut to one decimal, never rounded. */
export function percentOf(amount: Yen, base: Yen): string {
  if (base === 0) throw new RangeError('a ratio needs a base above 0');
  const perMille = (BigInt(amount) * 1000n) / BigInt(base);
  return `${perMille / 10n}.${perMille % 10n}`;
}

/** A percentage with up to four decimals as parts per million: `ppmOf('40')` = 400,000. */
export function ppmOf(percent: string): number {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,4}))?$/u.exec(percent) ?? [];
  if (whole === undefined) throw new RangeError(`not a percentage: ${percent}`);
  return Number(whole + decimals.padEnd(4, '0'));
}

/** Some orderers cut amounts, for instance below 100,000 yen: 3,156,000 → 3,100,000. */
export function cutBelow(amount: Yen, unit: number): Yen {
  return yen(amount - (amount % unit));
}

/** The largest amount within the limit: rounds down. */
export function maximumOf(base: Yen, ppm: number, unit = 1): Yen {
  return cutBelow(portionOf(base, ppm, 'down'), unit);
}

/** The smallest amount within the limit: rounds up. */
export function minimumOf(base: Yen, ppm: number, unit = 1): Yen {
  const exact = portionOf(base, ppm, 'up');
  const missing = (unit - (exact % unit)) % unit;
  return yen(Math.min(exact + missing, maxYen));
}
