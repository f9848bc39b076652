import type { PageRoutes } from '../site/desk.js';
import { branchPages } from './branch-pages.js';
import { contractorPages } from './contractor-pages.js';
import { ordererPages } from './orderer-pages.js';
import { tariffPages } from './tariff-pages.js';
import { userPages } from './user-pages.js';

/** The pages of the issuer's admins. */
export function adminPages(pages: PageRoutes): void {
  contractorPages(pages);
  userPages(pages);
  branchPages(pages);
  ordererPages(pages);
  tariffPages(pages);
}
