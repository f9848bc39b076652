import type { Database } from '../db/database.js';
import { refuse } from '../refusals.js';
import { type EndpointRow, findEndpoint } from './store.js';

/** Somebody else's is as unknown as one that does not exist. */
export async function findOwnEndpoint(
  db: Database,
  id: string,
  { contractorId }: { contractorId: string },
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<EndpointRow> {
  const endpoint = await findEndpoint(db, { id, contractorId, forUpdate });
  if (!endpoint) throw refuse('webhook_endpoint_not_found');
  return endpoint;
}
