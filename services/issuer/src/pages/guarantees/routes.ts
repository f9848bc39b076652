import { sendFile } from '../parts/send-file.js';
import type { PageRoutes } from '../site/desk.js';
import type { Visit } from '../site/visit.js';
import { electronicPage, showAuthenticationKey } from './electronic-page.js';
import { guaranteePage } from './guarantee-page.js';
import { guaranteeList } from './list-page.js';

const contractor = ['contractor'] as const;

/** What a contractor holds: from the list over the electronic certificate to the key notice. */
export function guaranteePages(pages: PageRoutes): void {
  pages.show('/guarantees', contractor, guaranteeList);
  pages.show('/guarantees/:guaranteeNumber', contractor, guaranteePage);
  pages.show('/guarantees/:guaranteeNumber/electronic', contractor, electronicPage);
  pages.act('/guarantees/:guaranteeNumber/authentication-key', contractor, showAuthenticationKey);
  for (const [file, read] of Object.entries(papers)) {
    pages.show(`/guarantees/:guaranteeNumber/${file}`, contractor, async ({ api, path, query }) => {
      const { revision } = query;
      const asked = {
        path: { guaranteeNumber: path.guaranteeNumber! },
        query: revision === undefined ? {} : { revision: String(revision) },
      };
      return sendFile(await read(api)(asked));
    });
  }
}

const papers = {
  'key-notice.pdf': (api: Visit['api']) => api.readKeyNotice,
  'certificate.pdf': (api: Visit['api']) => api.readCertificatePdf,
  'certificate.jws': (api: Visit['api']) => api.readCertificateJws,
  'fee-statement.pdf': (api: Visit['api']) => api.readFeeStatement,
  'refund-statement.pdf': (api: Visit['api']) => api.readRefundStatement,
};
