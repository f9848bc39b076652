import type { Static } from 'typebox';
import type { WorksSchema } from './schemas.js';
import type { Works } from './works.js';

export function presentWorks({ id, orderer, facts, createdAt }: Works): Static<typeof WorksSchema> {
  return { id, orderer, ...facts, createdAt: createdAt.toISOString() };
}
