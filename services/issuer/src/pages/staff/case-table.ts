import { certificateFormNames, changeTypeNames, guaranteeKindNames } from '@e-surety/domain';
import { type Html, type HtmlValue, html } from '@e-surety/service-kit/pages';
import { stateTag } from '../parts/standing.js';
import { table } from '../parts/table.js';
import { money, shortDay, shortInstant } from '../parts/words.js';
import { branchName } from './branches.js';
import type { Branch, Case } from './schemas.js';

/** Cases, one a line: what it is, whose, how much, and with whom it lies. */
export function caseTable(
  cases: readonly Case[],
  branches: readonly Branch[],
  { caption, none }: { caption: string; none: HtmlValue },
): Html {
  return table({
    caption,
    rows: cases,
    none,
    columns: [
      {
        label: '状況',
        cell: ({ status, awaitsReply }) =>
          html`${stateTag(status)}${awaitsReply && html` <span class="tag tag-waits">返信待ち</span>`}`,
      },
      {
        label: '案件',
        as: 'head',
        cell: (one) =>
          html`<a href="${pathOf(one)}">${one.worksName}</a><br><span class="quiet small">${whatOf(one)} ・ <span class="numbered">${one.guaranteeNumber ?? one.receiptNumber}</span></span>`,
      },
      {
        label: '会社・発注者',
        cell: ({ contractor, orderer }) => html`${contractor.name}<br><span class="quiet small">${orderer.name}</span>`,
      },
      { label: '保証金額', as: 'number', cell: ({ amount }) => money(amount) },
      { label: '担当', cell: (one) => withWhom(one) },
      ...(branches.length > 1
        ? [{ label: '支店', as: 'narrow' as const, cell: ({ branch }: Case) => branchName(branches, branch) }]
        : []),
      {
        label: '受付・期限',
        cell: ({ submittedAt, payBy }) =>
          html`${shortInstant(submittedAt)}${payBy && html`<br><span class="small">支払期限 ${shortDay(payBy)}</span>`}`,
      },
    ],
  });
}

export const pathOf = ({ applicationId, guaranteeNumber, change }: Case): string =>
  change ? `/staff/guarantees/${guaranteeNumber}/changes/${change.id}` : `/staff/applications/${applicationId}`;

function whatOf({ kind, form, change }: Case): string {
  const what = change ? `${guaranteeKindNames[kind]}の${changeTypeNames[change.type]}` : guaranteeKindNames[kind];
  return `${what} ・ ${certificateFormNames[form]}`;
}

function withWhom({ claimedBy, mine, firstApprovalBy, status }: Case): Html {
  return html`${claimedBy ?? html`<span class="quiet">(なし)</span>`}${mine && html` <span class="tag tag-goes">自分</span>`}${
    status === 'awaiting_second_approval' &&
    firstApprovalBy &&
    html`<br><span class="small">一次承認 ${firstApprovalBy}</span>`
  }`;
}
