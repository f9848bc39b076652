import { asked, type QueryOf } from '../parts/paging.js';
import { sendFile } from '../parts/send-file.js';
import type { PageRoutes } from '../site/desk.js';
import { feeStatementList } from './statements-page.js';

export function feePages(pages: PageRoutes): void {
  pages.show('/fee-statements', ['contractor'], feeStatementList);
  pages.show('/fee-statements/lump-sum.csv', ['contractor'], async ({ api, query }) =>
    sendFile(await api.listLumpSumFees({ query: asked(query, ['month']) as QueryOf<'listLumpSumFees'> })),
  );
}
