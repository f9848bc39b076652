import type { SessionCookie } from '../../sessions/cookie.js';
import type { Desk } from './layout.js';

/** What the pages are handed. Not the database, and no use case: what they do, they do by the contract. */
export interface PageWorld extends Desk {
  /** Net Desk, as people reach it. */
  publicUrl: string;
  cookie: SessionCookie;
  now: () => Date;
}
