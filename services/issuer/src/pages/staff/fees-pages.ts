import { feePaymentNames, formatYen, guaranteeKindNames, todayInTokyo, type Yen } from '@e-surety/domain';
import { errorSummary, type FormError, type Html, html } from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { searchForm, withAll } from '../parts/search-form.js';
import { sendFile } from '../parts/send-file.js';
import { table } from '../parts/table.js';
import { money, shortDay } from '../parts/words.js';
import { seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import type { Visit } from '../site/visit.js';
import { ownBranches } from './branches.js';
import { refundFields, refundForm, refundIn } from './refund-form.js';
import { underwriters } from './roles.js';

const path = '/staff/fees';

const parts = [
  { href: path, label: '入金の記録' },
  { href: `${path}/refundables`, label: '返還' },
  { href: `${path}/statements`, label: '保証料計算書' },
  { href: `${path}/lump-sum`, label: '一括納付' },
];

/** 保証料: what was paid, what is to be given back, what was charged, and what one month settles. */
export function feesPages(pages: PageRoutes): void {
  pages.show(path, underwriters, async (visit) => {
    const query = asked(visit.query, ['branch']);
    const { feeReceipts, next } = demand(
      await visit.api.listFeeReceipts({ query: query as QueryOf<'listFeeReceipts'> }),
    );
    return partOf(
      '入金の記録',
      path,
      html`${await branchSearch(visit, path, query)}
${table({
  caption: '入金の記録',
  rows: feeReceipts,
  none: '入金の記録はありません。',
  columns: [
    { label: '入金日', cell: ({ receivedOn }) => shortDay(receivedOn) },
    { label: '案件', as: 'head', cell: caseLink },
    { label: '会社', cell: ({ contractor }) => contractor.name },
    { label: '入金額', as: 'number', cell: ({ amount }) => money(amount) },
    { label: '保証料', as: 'number', cell: ({ fee }) => money(fee) },
    {
      label: '過納',
      as: 'number',
      cell: ({ refundable }) => refundable > 0 && html`<strong>${money(refundable)}</strong>`,
    },
    {
      label: '方法・照会番号',
      cell: ({ method, reference }) => html`${feePaymentNames[method]}<br><span class="small">${reference}</span>`,
    },
    { label: '記録', cell: ({ recordedBy }) => recordedBy },
  ],
})}
${pager(path, query, next)}`,
    );
  });

  const refundables = `${path}/refundables`;
  const refundablesPage = async (visit: Visit, errors: FormError[] = []) => {
    const query = asked(visit.query, ['branch']);
    const list = demand(await visit.api.listRefundables({ query: query as QueryOf<'listRefundables'> }));
    return partOf(
      '返還',
      refundables,
      html`${errorSummary(errors)}${await branchSearch(visit, refundables, query)}
${table({
  caption: '返還',
  rows: list.refundables,
  none: '返還するものはありません。',
  columns: [
    { label: '入金日', cell: ({ receivedOn }) => receivedOn && shortDay(receivedOn) },
    { label: '案件', as: 'head', cell: caseLink },
    { label: '理由', cell: ({ reason }) => refundReasonNames[reason] },
    { label: '会社', cell: ({ contractor }) => contractor.name },
    { label: '返還する額', as: 'number', cell: ({ refundable }) => html`<strong>${money(refundable)}</strong>` },
    { label: '入金額', as: 'number', cell: ({ amount }) => money(amount) },
    { label: '保証料', as: 'number', cell: ({ fee }) => money(fee) },
    {
      label: '方法・照会番号',
      cell: ({ method, reference }) =>
        method && html`${feePaymentNames[method]}<br><span class="small">${reference}</span>`,
    },
    { label: '返還の記録', cell: (one) => refundForm(refundables, one, visit, errors) },
  ],
})}
${pager(refundables, query, list.next)}`,
    );
  };
  pages.show(refundables, underwriters, (visit) => refundablesPage(visit));
  pages.act(refundables, underwriters, async (visit) => {
    const headers = { 'idempotency-key': visit.requestKey };
    const answer = await visit.api.recordRefundPayment({ headers, body: refundIn(visit) });
    if (answer.ok) return seeOther(refundables, `${formatYen(answer.data.amount as Yen)}の返還を記録しました。`);
    const errors = mendable(answer, refundFields(visit));
    return { ...(await refundablesPage(visit, errors)), status: answer.status };
  });

  const statements = `${path}/statements`;
  pages.show(statements, underwriters, async (visit) => {
    const query = asked(visit.query, ['type', 'month']);
    const { feeStatements, next } = demand(
      await visit.api.listFeeStatements({ query: query as QueryOf<'listFeeStatements'> }),
    );
    return partOf(
      '保証料計算書',
      statements,
      html`${searchForm(statements, [
        { name: 'type', label: '種類', value: query.type ?? '', choices: withAll(statementTypes) },
        { name: 'month', label: '発行の月', value: query.month ?? '', choices: withAll(monthsBefore(visit.now)) },
      ])}
${table({
  caption: '保証料計算書',
  rows: feeStatements,
  columns: [
    { label: '発行日', cell: ({ issuedOn }) => shortDay(issuedOn) },
    {
      label: '保証契約',
      as: 'head',
      cell: ({ guaranteeNumber, kind, worksName }) =>
        html`<a class="code" href="/staff/guarantees/${guaranteeNumber}">${guaranteeNumber}</a> <span class="quiet small">${guaranteeKindNames[kind]}</span><br>${worksName}`,
    },
    {
      label: '会社・請求先',
      cell: ({ contractor, billedTo }) => html`${contractor.name}<br><span class="small quiet">${billedTo}</span>`,
    },
    {
      label: '支払方法',
      cell: ({ payment, paper }) =>
        html`${feePaymentNames[payment]}${paper && html` <span class="tag">紙を希望</span>`}`,
    },
    { label: '金額', as: 'number', cell: ({ type, amount }) => html`${type === 'refund' && '返還 '}${money(amount)}` },
    {
      label: '計算書',
      cell: ({ type, guaranteeNumber, revision }) =>
        html`<a href="/staff/guarantees/${guaranteeNumber}/${type}-statement.pdf?revision=${revision}" aria-label="PDF ${guaranteeNumber} の計算書">PDF</a>`,
    },
  ],
})}
${pager(statements, query, next)}`,
    );
  });

  const lumpSum = `${path}/lump-sum`;
  pages.show(lumpSum, underwriters, async (visit) => {
    const { contractors } = demand(await visit.api.listContractors({ query: { limit: '100' } }));
    const agreed = contractors.filter(({ lumpSumAgreement }) => lumpSumAgreement);
    return partOf(
      '一括納付',
      lumpSum,
      html`<p>一か月に手続が完了した分の保証料と返還を、会社と請求先ごとに小計したCSVです。Excelでそのまま開けます。</p>
${searchForm(
  `${lumpSum}.csv`,
  [
    { name: 'month', label: '発行の月', value: '', choices: monthsBefore(visit.now) },
    {
      name: 'contractor',
      label: '会社',
      value: '',
      choices: withAll(agreed.map(({ id, name }) => ({ value: id, label: name }))),
    },
  ],
  'CSVを受け取る',
)}`,
    );
  });
  pages.show(`${lumpSum}.csv`, underwriters, async (visit) =>
    sendFile(
      await visit.api.listLumpSumFees({
        query: asked(visit.query, ['month', 'contractor']) as QueryOf<'listLumpSumFees'>,
      }),
    ),
  );
}

const partOf = (title: string, at: string, main: Html) => ({
  title,
  at: path,
  main: html`<div class="work"><h1>保証料</h1>
<nav aria-label="保証料のページ"><ul class="site-nav parts">${parts.map(
    ({ href, label }) => html`<li><a href="${href}"${href === at && html` aria-current="page"`}>${label}</a></li>\n`,
  )}</ul></nav>
<h2 class="visually-hidden">${title}</h2>
${main}</div>`,
});

async function branchSearch(visit: Visit, at: string, query: Record<string, string>): Promise<Html | null> {
  const branches = await ownBranches(visit);
  if (branches.length < 2) return null;
  const choices = withAll(branches.map(({ id, name }) => ({ value: id, label: name })));
  return searchForm(at, [{ name: 'branch', label: '支店', value: query.branch ?? '', choices }]);
}

interface Paid {
  applicationId: string;
  guaranteeNumber: string | null;
  changeRequestId: string | null;
  kind: keyof typeof guaranteeKindNames;
  worksName: string;
}

function caseLink({ applicationId, guaranteeNumber, changeRequestId, kind, worksName }: Paid): Html {
  const href = changeRequestId
    ? `/staff/guarantees/${guaranteeNumber}/changes/${changeRequestId}`
    : `/staff/applications/${applicationId}`;
  return html`<a href="${href}">${worksName}</a><br><span class="quiet small">${guaranteeKindNames[kind]}${changeRequestId && 'の変更'} ${guaranteeNumber}</span>`;
}

const refundReasonNames = { overpaid: '過納', not_issued: '発行取消', change: '変更による返還' } as const;

const statementTypes = [
  { value: 'fee', label: '保証料計算書' },
  { value: 'refund', label: '保証料返還計算書' },
];

/** This month and the two years before it. */
function monthsBefore(now: Date) {
  const [year, month] = todayInTokyo(now).split('-').map(Number) as [number, number, number];
  return Array.from({ length: 24 }, (_, back) => {
    const at = year * 12 + (month - 1) - back;
    const value = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return { value, label: `${Math.floor(at / 12)}年${(at % 12) + 1}月` };
  });
}
