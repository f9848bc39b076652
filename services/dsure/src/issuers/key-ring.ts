import type { Database } from '@e-surety/service-kit/postgres';
import { type IssuerKey, pinnedKeys } from './store.js';

/** How long a look-up may go by what another process has since changed in the key table. */
const freshForMs = 15_000;

/** The pinned keys as look-ups see them: fetched again when they are some seconds old. Deposits read the table itself. */
export function createKeyRing(db: Database) {
  let keys: Promise<ReadonlyMap<string, IssuerKey>> | undefined;
  let fetchedAt = 0;

  function renewed() {
    fetchedAt = performance.now();
    const fetching = pinnedKeys(db);
    keys = fetching;
    fetching.catch(() => {
      keys = undefined;
    });
    return fetching;
  }

  return {
    /** For a key that is not in the ring: it may have been pinned since. */
    renewed,
    current(): Promise<ReadonlyMap<string, IssuerKey>> {
      return keys !== undefined && performance.now() - fetchedAt < freshForMs ? keys : renewed();
    },
  };
}
export type KeyRing = ReturnType<typeof createKeyRing>;
