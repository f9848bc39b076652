import type { PageRoutes } from '../site/desk.js';
import { attachmentPages } from './attachments.js';
import { billingPartyPages } from './billing-parties.js';
import { formPages } from './form-pages.js';
import { applicationListPage } from './list.js';
import { messagePages } from './messages.js';
import { paperPages } from './papers.js';
import { showApplication } from './show-application.js';
import { submissionPages } from './submit.js';
import { withdrawalPages } from './withdraw.js';

/** 保証申込: from the empty form to what became of it. */
export function applicationPages(pages: PageRoutes): void {
  applicationListPage(pages);
  formPages(pages);
  submissionPages(pages);
  pages.show('/applications/:id', ['contractor'], (visit) => showApplication(visit, 'application'));
  attachmentPages(pages);
  messagePages(pages);
  withdrawalPages(pages);
  billingPartyPages(pages);
  paperPages(pages);
}
