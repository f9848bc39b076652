import type { PageRoutes } from '../site/desk.js';
import { concludeContract, conclusionPage } from './conclusion-page.js';

export function worksPages(pages: PageRoutes): void {
  pages.show('/works/:id/contract-conclusion', ['contractor'], conclusionPage);
  pages.act('/works/:id/contract-conclusion', ['contractor'], concludeContract);
}
