import { sendFile } from '../parts/send-file.js';
import type { PageRoutes } from '../site/desk.js';
import { submissionGuidePage } from './guide-page.js';

export function submissionPages(pages: PageRoutes): void {
  pages.show('/guarantees/:guaranteeNumber/submission', ['contractor'], submissionGuidePage);
  pages.show('/guarantees/:guaranteeNumber/submission-draft.eml', ['contractor'], async ({ api, path }) =>
    sendFile(await api.readSubmissionDraft({ path: { guaranteeNumber: path.guaranteeNumber! } })),
  );
}
