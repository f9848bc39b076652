import { sendFile } from '../parts/send-file.js';
import type { PageRoutes } from '../site/desk.js';
import { changeAttachmentPages } from './attachments.js';
import { changePage } from './change-page.js';
import { keyReplacementPage, replaceKey } from './key-replacement-page.js';
import {
  confirmChange,
  correctChange,
  newChange,
  requestChange,
  resubmitChange,
  withdrawChange,
} from './request-change.js';

const contractor = ['contractor'] as const;
const changes = '/guarantees/:guaranteeNumber/changes';
const replacement = '/guarantees/:guaranteeNumber/key-replacement';

/** 変更, 解約 and 認証キーの再発行, as their contractor asks for them. */
export function changePages(pages: PageRoutes): void {
  pages.show(`${changes}/new`, contractor, newChange);
  pages.act(`${changes}/confirmation`, contractor, confirmChange);
  pages.act(`${changes}/correction`, contractor, correctChange);
  pages.act(changes, contractor, requestChange);
  pages.show(`${changes}/:id`, contractor, (visit) => changePage(visit));
  pages.show(`${changes}/:id/correction`, contractor, correctChange);
  pages.act(`${changes}/:id/correction`, contractor, correctChange);
  pages.act(`${changes}/:id/confirmation`, contractor, confirmChange);
  pages.act(`${changes}/:id/submission`, contractor, resubmitChange);
  pages.act(`${changes}/:id/withdrawal`, contractor, withdrawChange);
  pages.show(`${changes}/:id/fee-notice.pdf`, contractor, async ({ api, path }) =>
    sendFile(await api.readChangeFeeNotice({ path: path as { guaranteeNumber: string; id: string } })),
  );
  changeAttachmentPages(pages);
  pages.show(replacement, contractor, (visit) => keyReplacementPage(visit));
  pages.act(replacement, contractor, replaceKey);
}
