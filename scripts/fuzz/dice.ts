import fc from 'fast-check';

/** Chance that can be had again by its seed. */
export class Dice {
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  /** In [0, 1): mulberry32. */
  next(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  upTo(most: number): number {
    return Math.floor(this.next() * (most + 1));
  }

  /** Undefined if there is nothing to choose from. */
  oneOf<T>(values: readonly T[]): T | undefined {
    return values[Math.floor(this.next() * values.length)];
  }

  /** Mostly one of the last few, with which most is still to be done. */
  recentOf<T>(values: readonly T[]): T | undefined {
    return this.oneOf(this.happens(0.7) ? values.slice(-6) : values);
  }

  draw<T>(arbitrary: fc.Arbitrary<T>): T {
    return fc.sample(arbitrary, { numRuns: 1, seed: Math.floor(this.next() * 2 ** 31) })[0]!;
  }
}
