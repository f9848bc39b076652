import { html } from '@e-surety/service-kit/pages';
import { Problem } from '@e-surety/service-kit/problems';
import { instantText } from '../parts/words.js';
import { seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { formErrorsOf } from '../site/field-errors.js';
import { stepsOf } from './form/form-page.js';
import { isOpen, showApplication } from './show-application.js';

const contractor = ['contractor'] as const;

/** 申込確認 → 完了. */
export function submissionPages(pages: PageRoutes): void {
  pages.show('/applications/:id/confirmation', contractor, async (visit) => {
    const { id } = visit.path;
    const application = demand(await visit.api.readApplication({ path: { id: id! } }));
    return isOpen(application) ? showApplication(visit, 'confirmation') : seeOther(`/applications/${id}`);
  });

  pages.act('/applications/:id/submission', contractor, async (visit) => {
    const { api, path, requestKey } = visit;
    try {
      demand(await api.submitApplication({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey } }));
      return seeOther(`/applications/${path.id}/done`);
    } catch (error) {
      const errors = error instanceof Problem ? formErrorsOf(error) : null;
      if (errors === null) throw error;
      return showApplication(visit, 'confirmation', { errors, status: (error as Problem).status });
    }
  });

  pages.show('/applications/:id/done', contractor, async ({ api, path }) => {
    const application = demand(await api.readApplication({ path: { id: path.id! } }));
    const { id, submittedAt, receiptNumber, contact } = application;
    if (submittedAt === null) return seeOther(`/applications/${id}/confirmation`);
    return {
      title: '申込を受け付けました',
      at: '/applications/new',
      main: html`${stepsOf(3)}
<div class="notice notice-right" role="status" tabindex="-1" autofocus><h1>申込を受け付けました</h1>
<dl class="standing-facts"><div><dt>受付番号</dt><dd><strong class="code">${receiptNumber}</strong></dd></div><div><dt>受付日時</dt><dd>${instantText(submittedAt)}</dd></div></dl></div>
<p class="no-print"><a class="button button-main" href="/applications/${id}/copy.pdf">申込控え(PDF)を受け取る</a></p>
<h2>これから</h2>
<ol><li>弊社で審査します。差戻しやご連絡があるときは、${contact.email} へメールでお知らせします。</li>
<li>承認の後、保証料をご案内します(一括納付の場合を除きます)。</li>
<li>電子保証は、発行が終わると、保証契約一覧で認証キーのお知らせを受け取れます。</li></ol>
<ul class="next no-print"><li><a href="/applications/${id}#attachments">書類を添付する</a></li><li><a href="/applications/${id}">申込の内容を見る</a></li><li><a href="/applications">保証申込一覧へ</a></li></ul>`,
    };
  });
}
