import type { PageRoutes } from '../site/desk.js';
import { applicationPages } from './application-pages.js';
import { casesPage } from './cases-page.js';

/** The pages of underwriters. */
export function staffPages(pages: PageRoutes): void {
  casesPage(pages);
  applicationPages(pages);
}
