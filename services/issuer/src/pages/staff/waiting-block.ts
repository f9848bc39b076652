import { type Html, html } from '@e-surety/service-kit/pages';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { ownBranches } from './branches.js';
import { caseTable } from './case-table.js';
import type { CaseCounts } from './schemas.js';

/** What an underwriter sees first: how much waits of what, and what they have in hand themselves. */
export async function waitingBlock(visit: Visit): Promise<Html> {
  const counts = demand(await visit.api.countCases());
  const { cases } = demand(await visit.api.listCases({ query: { mine: 'true', limit: '10' } }));
  const branches = await ownBranches(visit);
  return html`<div class="work"><section aria-labelledby="waiting"><h2 id="waiting">待っているもの</h2>
<ul class="counts">${tilesOf(counts).map(
    ({ href, label, count, urgent = false }) =>
      html`<li><a class="count${count > 0 && ' count-some'}${urgent && count > 0 && ' count-urgent'}" href="${href}"><span class="count-number">${count}</span> <span>${label}</span></a></li>\n`,
  )}</ul></section>
<section aria-labelledby="mine"><h2 id="mine">自分の担当</h2>
${caseTable(cases, branches, {
  caption: '自分の担当',
  none: '担当している案件はありません。審査待ちの案件を開いて「審査を始める」を押すと、ここに載ります。',
})}</section></div>`;
}

interface Tile {
  href: string;
  label: string;
  count: number;
  urgent?: boolean;
}

function tilesOf({ guarantees, changes, dispatch, awaitingReply, refundables }: CaseCounts): Tile[] {
  const to = (status: string, type = 'guarantee') => `/staff/cases?${new URLSearchParams({ status, type })}`;
  return [
    { href: to('submitted'), label: '審査待ち', count: guarantees.submitted },
    { href: to('under_review'), label: '審査中', count: guarantees.under_review },
    { href: to('awaiting_second_approval'), label: '二次承認待ち', count: guarantees.awaiting_second_approval },
    { href: to('submitted', 'change'), label: '変更の審査待ち', count: changes.submitted },
    { href: '/staff/cases?awaitsReply=true', label: '返信待ち', count: awaitingReply },
    { href: '/staff/cases?status=fee_due', label: '入金待ち', count: guarantees.fee_due + changes.fee_due },
    { href: '/staff/cases?status=held', label: '発行保留', count: guarantees.held + changes.held, urgent: true },
    { href: '/staff/dispatches', label: '郵送待ち', count: dispatch },
    { href: '/staff/fees/refundables', label: '返還', count: refundables },
  ];
}
