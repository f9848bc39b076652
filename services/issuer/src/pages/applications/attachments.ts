import type { components } from '@e-surety/client/issuer';
import { type AttachmentType, attachmentTypeNames, attachmentTypes } from '@e-surety/domain';
import { type FormError, fileField, type Html, html, selectField } from '@e-surety/service-kit/pages';
import { Problem } from '@e-surety/service-kit/problems';
import { sizeText, viewLink } from '../attachments/viewer-page.js';
import { seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type FormField, formErrorsOf } from '../site/field-errors.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { type ApplicationStep, showApplication } from './show-application.js';

const contractor = ['contractor'] as const;

type Attachment = components['schemas']['Attachment'];

/** 添付書類: added and removed on the page of the application, before and after it is sent. */
export function attachmentPages(pages: PageRoutes): void {
  pages.upload('/applications/:id/attachments', contractor, async (visit) => {
    const { api, path, form, files, requestKey } = visit;
    const [file] = files;
    const errors = file ? [] : [{ field: 'file', message: '添付するファイルを選んでください' }];
    const at = stepOf(visit);
    if (!file) return showApplication(visit, at, { errors, status: 400 });
    try {
      const body = { type: typedIn(form, 'type') as AttachmentType, file };
      demand(await api.addAttachment({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey }, body }));
      return seeOther(addressOf(visit, at), `「${file.name}」を添付しました。`);
    } catch (error) {
      const told = error instanceof Problem ? formErrorsOf(error, fields) : null;
      if (told === null) throw error;
      return showApplication(visit, at, { errors: told, status: (error as Problem).status });
    }
  });

  pages.act('/applications/:id/attachments/:attachmentId/removal', contractor, async (visit) => {
    const { api, path } = visit;
    demand(await api.removeAttachment({ path: { id: path.id!, attachmentId: path.attachmentId! } }));
    return seeOther(addressOf(visit, stepOf(visit)), '添付書類を削除しました。');
  });
}

/** Back to the page on which it was sent: 申込確認, or the application. */
const stepOf = ({ form }: Visit): ApplicationStep =>
  typedIn(form, 'at') === 'confirmation' ? 'confirmation' : 'application';

const addressOf = ({ path }: Visit, at: ApplicationStep) =>
  `/applications/${path.id}${at === 'confirmation' ? '/confirmation' : ''}#attachments`;

const fields: FormField[] = [
  { id: 'type', pointer: '/type', label: '書類の種類', choice: true },
  { id: 'file', pointer: '/file', label: 'ファイル' },
];

export function attachmentBlock(
  { hidden }: Pick<Visit, 'hidden'>,
  {
    id,
    at,
    attachments,
    errors,
    removable,
  }: {
    id: string;
    at: ApplicationStep;
    attachments: readonly Attachment[];
    errors: readonly FormError[];
    removable: boolean;
  },
): Html {
  const carried = html`${hidden}<input type="hidden" name="at" value="${at}">`;
  return html`<h2 id="attachments">添付書類</h2>
${
  attachments.length === 0
    ? html`<p>まだ添付されていません。</p>`
    : html`<ul class="attachments">${attachments.map(
        (one) =>
          html`<li><span class="attachment-type">${attachmentTypeNames[one.type]}</span> ${viewLink(`/applications/${id}/attachments/${one.id}`, one.name)} <span class="quiet">${sizeText(one.size)}</span> <a class="no-print" href="/applications/${id}/attachments/${one.id}" download aria-label="${one.name} をダウンロード">ダウンロード</a>${
            removable &&
            html` <form class="inline no-print" method="post" action="/applications/${id}/attachments/${one.id}/removal">${carried}<button class="button button-small" type="submit" aria-label="${one.name} を削除">削除</button></form>`
          }</li>\n`,
      )}</ul>`
}
<form class="form upload no-print" method="post" action="/applications/${id}/attachments" enctype="multipart/form-data" novalidate>${carried}
<div class="fields">
${selectField({ id: 'type', label: '書類の種類', choices: attachmentTypes.map((value) => ({ value, label: attachmentTypeNames[value] })), errors })}
${fileField({ id: 'file', label: 'ファイル', hint: 'PDF・JPEG・PNG、10MBまで', accept: '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png', errors })}
</div><div class="actions"><button class="button" type="submit">添付する</button></div></form>`;
}
