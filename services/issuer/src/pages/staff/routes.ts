import type { PageRoutes } from '../site/desk.js';
import { applicationPages } from './application-pages.js';
import { casesPage } from './cases-page.js';
import { changePages } from './change-pages.js';
import { dispatchesPage } from './dispatches-page.js';
import { feesPages } from './fees-pages.js';
import { guaranteePages } from './guarantee-pages.js';
import { guaranteesPage } from './guarantees-page.js';

/** The pages of underwriters. */
export function staffPages(pages: PageRoutes): void {
  casesPage(pages);
  applicationPages(pages);
  guaranteesPage(pages);
  guaranteePages(pages);
  changePages(pages);
  dispatchesPage(pages);
  feesPages(pages);
}
