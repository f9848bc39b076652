import { feePaymentNames, guaranteeKindNames } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import type { Schemas } from '../guarantees/schemas.js';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { choicesOf, searchForm, withAll } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { dayText, money } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';

type Statement = Schemas['FeeStatementSummary'];

const typeNames = { fee: '保証料計算書', refund: '保証料返還計算書' } as const;

/** 保証料計算書一覧: what each guarantee cost or gave back, with its paper. */
export async function feeStatementList({ api, me, query, now }: Visit): Promise<PageAnswer> {
  const search = asked(query, ['type', 'month']);
  const { feeStatements, next } = demand(
    await api.listFeeStatements({ query: search as QueryOf<'listFeeStatements'> }),
  );
  const { type = '', month = '' } = search;
  return {
    title: '保証料計算書一覧',
    at: '/fee-statements',
    main: html`<div class="wide"><h1>保証料計算書一覧</h1>
${searchForm('/fee-statements', [
  { name: 'type', label: '種類', value: type, choices: withAll(choicesOf(typeNames)) },
  { name: 'month', label: '発行月', value: month, choices: withAll(lastMonths(now)) },
])}
${me.contractor?.lumpSumAgreement && month !== '' && html`<p><a href="/fee-statements/lump-sum.csv?month=${month}">${monthText(month)}の一括納付の一覧(CSV)</a></p>`}
${table<Statement>({
  caption: '保証料計算書',
  rows: feeStatements,
  none: '該当する保証料計算書はありません。',
  columns: [
    { label: '発行日', as: 'narrow', cell: ({ issuedOn }) => dayText(issuedOn) },
    { label: '保証契約番号', as: 'head', cell: numberCell },
    { label: '工事名・業務名', cell: ({ worksName }) => worksName },
    { label: '支払方法・請求先', cell: ({ payment, billedTo }) => html`${feePaymentNames[payment]}<br>${billedTo}` },
    { label: '金額', as: 'number', cell: ({ amount, type }) => html`${type === 'refund' && '返還 '}${money(amount)}` },
    { label: '書類', cell: paperCell },
  ],
})}
${pager('/fee-statements', search, next)}</div>`,
  };
}

const numberCell = ({ guaranteeNumber, kind }: Statement): Html =>
  html`<a class="code" href="/guarantees/${guaranteeNumber}">${guaranteeNumber}</a><br><span class="quiet">${guaranteeKindNames[kind]}</span>`;

function paperCell({ guaranteeNumber, revision, type, paper }: Statement): Html {
  return html`<a href="/guarantees/${guaranteeNumber}/${type}-statement.pdf?revision=${revision}">${typeNames[type]}(PDF)<span class="visually-hidden"> ${guaranteeNumber}</span></a>${
    paper && html`<br><span class="quiet">紙でもお送りします</span>`
  }`;
}

const monthText = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;

/** A year back from now, the newest first. */
function lastMonths(now: Date) {
  const tokyo = new Date(now.getTime() + 9 * 3_600_000);
  return Array.from({ length: 13 }, (_, back) => {
    const value = new Date(Date.UTC(tokyo.getUTCFullYear(), tokyo.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
    return { value, label: monthText(value) };
  });
}
