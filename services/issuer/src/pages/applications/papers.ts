import { guaranteeKinds } from '@e-surety/domain';
import { transportProblem } from '@e-surety/service-kit/problems';
import { sendFile } from '../parts/send-file.js';
import type { PageRoutes } from '../site/desk.js';

const contractor = ['contractor'] as const;

/** 申込控え, 保証料のご案内, 添付書類: as the API hands them out. */
export function paperPages(pages: PageRoutes): void {
  pages.show('/applications/:id/copy.pdf', contractor, async ({ api, path }) =>
    sendFile(await api.readApplicationCopy({ path: { id: path.id! } })),
  );

  pages.show('/applications/:id/fee-notice/:kind', contractor, async ({ api, path }) => {
    const kind = guaranteeKinds.find((one) => one === path.kind);
    if (!kind) throw transportProblem('not_found');
    return sendFile(await api.readFeeNotice({ path: { id: path.id!, kind } }));
  });

  pages.show('/applications/:id/attachments/:attachmentId', contractor, async ({ api, path }) =>
    sendFile(await api.readAttachment({ path: { id: path.id!, attachmentId: path.attachmentId! } })),
  );
}
