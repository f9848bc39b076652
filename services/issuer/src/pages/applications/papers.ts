import { guaranteeKinds } from '@e-surety/domain';
import { transportProblem } from '@e-surety/service-kit/problems';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import type { Visit } from '../site/visit.js';

const contractor = ['contractor'] as const;

/** 申込控え, 保証料のご案内, 添付書類: as the API hands them out. */
export function paperPages(pages: PageRoutes): void {
  pages.show('/applications/:id/copy.pdf', contractor, async ({ api, path }) =>
    handOn(await api.readApplicationCopy({ path: { id: path.id! } })),
  );

  pages.show('/applications/:id/fee-notice/:kind', contractor, async ({ api, path }) => {
    const kind = guaranteeKinds.find((one) => one === path.kind);
    if (!kind) throw transportProblem('not_found');
    return handOn(await api.readFeeNotice({ path: { id: path.id!, kind } }));
  });

  pages.show('/applications/:id/attachments/:attachmentId', contractor, async ({ api, path }) =>
    handOn(await api.readAttachment({ path: { id: path.id!, attachmentId: path.attachmentId! } })),
  );
}

type Handed = Awaited<ReturnType<Visit['api']['readApplicationCopy' | 'readFeeNotice' | 'readAttachment']>>;

/** With the name and the kind under which the API hands it out. */
function handOn(answer: Handed): PageAnswer {
  const content = demand<Uint8Array>(answer);
  const said = (name: string) => answer.headers.get(name) ?? '';
  return {
    file: { content: Buffer.from(content), mediaType: said('content-type'), disposition: said('content-disposition') },
  };
}
