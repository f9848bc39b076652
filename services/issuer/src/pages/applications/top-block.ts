import { applicationStatusNames } from '@e-surety/domain';
import { html } from '@e-surety/service-kit/pages';
import { demand } from '../site/api.js';
import type { TopBlock } from '../top/blocks.js';

/** What waits for the applicant: what was returned, what is still to be paid or sent. */
export const openApplications: TopBlock = async ({ api }) => {
  const [{ applications: returned }, { applications: drafts }, { applications: reviewed }] = await Promise.all([
    api.listApplications({ query: { status: 'returned', limit: '10' } }).then(demand),
    api.listApplications({ query: { status: 'draft', limit: '10' } }).then(demand),
    api.listApplications({ query: { status: 'reviewed', limit: '10' } }).then(demand),
  ]);
  const due = reviewed.filter(({ guarantees }) => guarantees.some(({ status }) => status === 'fee_due'));
  const waiting = [
    ...returned.map((one) => [one, applicationStatusNames.returned] as const),
    ...due.map((one) => [one, '保証料のお支払い待ち'] as const),
    ...drafts.map((one) => [one, '未送信'] as const),
  ];
  if (waiting.length === 0) return null;
  return html`<h2>お客様の手続きをお待ちしている申込</h2>
<ul class="attachments">${waiting.map(([{ id, worksName }, what]) => html`<li><strong>${what}</strong> <a href="/applications/${id}">${worksName}</a></li>\n`)}</ul>`;
};
