import type { Html } from '@e-surety/service-kit/pages';
import { openApplications } from '../applications/top-block.js';
import type { Role, Visit } from '../site/visit.js';
import { waitingBlock } from '../staff/waiting-block.js';

/** A part of the first page: what waits for whoever looks at it; null where nothing does. */
export type TopBlock = (visit: Visit) => Promise<Html | null>;

export const topBlocks: Record<Role, readonly TopBlock[]> = {
  contractor: [openApplications],
  underwriter: [waitingBlock],
  admin: [],
};
