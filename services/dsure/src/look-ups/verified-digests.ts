import type { Digest } from '@e-surety/seal/format';

/**
 * Which signed bytes were verified lately, and by which key: the same bytes need no second public-key operation. Holds
 * digests only, and forgets those that were not asked for the longest.
 */
export function createVerifiedDigests(limit = 10_000) {
  const kids = new Map<Digest, string>();
  return {
    kidOf(digest: Digest): string | undefined {
      const kid = kids.get(digest);
      if (kid !== undefined) {
        kids.delete(digest);
        kids.set(digest, kid);
      }
      return kid;
    },
    add(digest: Digest, kid: string): void {
      kids.set(digest, kid);
      if (kids.size > limit) kids.delete(kids.keys().next().value!);
    },
  };
}
