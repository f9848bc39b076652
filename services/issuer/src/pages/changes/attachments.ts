import type { AttachmentType } from '@e-surety/domain';
import { mendable } from '../parts/mended.js';
import { sendFile } from '../parts/send-file.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { changePage } from './change-page.js';

const contractor = ['contractor'] as const;
const at = '/guarantees/:guaranteeNumber/changes/:id/attachments';

/** What a change rests on: its 変更契約書 is needed before it is approved. */
export function changeAttachmentPages(pages: PageRoutes): void {
  pages.upload(at, contractor, addAttachment);
  pages.show(`${at}/:attachmentId`, contractor, async ({ api, path }) =>
    sendFile(await api.readChangeAttachment({ path: ofOne(path) })),
  );
  pages.act(`${at}/:attachmentId/removal`, contractor, async ({ api, path }) => {
    demand(await api.removeChangeAttachment({ path: ofOne(path) }));
    return back(path, '添付書類を削除しました');
  });
}

const ofOne = (path: Visit['path']) => path as { guaranteeNumber: string; id: string; attachmentId: string };

const back = (path: Visit['path'], told: string) =>
  seeOther(`/guarantees/${path.guaranteeNumber}/changes/${path.id}#attachments`, told);

async function addAttachment(visit: Visit): Promise<PageAnswer> {
  const { api, path, form, files, requestKey } = visit;
  const [file] = files;
  if (!file) return changePage(visit, [{ field: 'file', message: '添付するファイルを選んでください' }]);
  const answer = await api.addChangeAttachment({
    path: ofOne(path),
    headers: { 'idempotency-key': requestKey },
    body: { type: typedIn(form, 'type') as AttachmentType, file },
  });
  if (answer.ok) return back(path, `「${answer.data.name}」を添付しました`);
  return changePage(visit, mendable(answer, fields));
}

const fields = [
  { id: 'type', pointer: '/type', label: '書類の種類' },
  { id: 'file', pointer: '/file', label: 'ファイル' },
];
