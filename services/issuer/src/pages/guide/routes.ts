import type { PageRoutes } from '../site/desk.js';
import { electronicGuaranteePage } from './electronic-guarantee-page.js';
import { keySubmissionPage } from './key-submission-page.js';
import { ordererPage } from './orderer-page.js';
import { supportingOrderers } from './orderers-page.js';

/** For anybody, before log-in too. */
export function guidePages(pages: PageRoutes): void {
  pages.open('/guide', electronicGuaranteePage);
  pages.open('/guide/authentication-key', keySubmissionPage);
  pages.open('/orderers', supportingOrderers);
  pages.open('/orderers/:code', ordererPage);
}
