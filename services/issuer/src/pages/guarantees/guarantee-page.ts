import { changeTypeNames, guaranteeKindNames, guaranteeRequestStateNames } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { dayText } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { certificateFacts } from './certificate-facts.js';
import { pathOf, readGuarantee } from './read.js';
import type { Guarantee, Schemas } from './schemas.js';
import { standing, underWay } from './standing.js';
import { timelineSection } from './timeline.js';

/** 保証契約内容の確認: what counts now, where the electronic certificate is, and what can be done from here. */
export async function guaranteePage(visit: Visit): Promise<PageAnswer> {
  const { api } = visit;
  const guarantee = await readGuarantee(visit);
  const { guaranteeNumber, applicationId, form, kind } = guarantee;
  const path = { guaranteeNumber };
  const [application, changes, history] = await Promise.all([
    api.readApplication({ path: { id: applicationId } }).then(demand),
    api.listChangeRequests({ path }).then(demand),
    timelineSection(visit, guarantee),
  ]);
  return {
    title: `${guaranteeNumber} 保証契約内容`,
    at: '/guarantees',
    main: html`<p class="back no-print"><a href="/guarantees${form === 'electronic' && '?form=electronic'}">保証契約一覧</a></p>
<h1><span class="eyebrow">${guaranteeKindNames[kind]} <span class="code">${guaranteeNumber}</span></span>保証契約内容の確認</h1>
${standing(guarantee)}
${underWay(guarantee)}
${form === 'electronic' ? electronicActions(guarantee) : paperDelivery(guarantee)}
${facts(certificateFacts(guarantee.certificate))}
${papers(guarantee, application)}
${furtherActions(guarantee, application)}
${changeList(guarantee, changes.changeRequests)}
${history}`,
  };
}

function electronicActions(guarantee: Guarantee): Html {
  return html`<div class="actions no-print">
<a class="button button-main" href="${pathOf(guarantee, '/electronic')}" target="_blank" rel="opener">電子保証<span class="visually-hidden">(新しいタブで開きます)</span></a>
<a class="button" href="${pathOf(guarantee, '/submission')}">発注者への提出方法</a>
</div>
<p class="quiet no-print">「電子保証」を押すと、電子証書の内容と、認証キーのお知らせ(PDF)のダウンロードが新しいタブで開きます。</p>`;
}

const methodNames = { post: '郵送', branch_counter: '支店の窓口で受取り' } as const;

function paperDelivery({ delivery }: Guarantee): Html | null {
  if (delivery === null) return null;
  const { status, method, address, dispatchedOn, reference } = delivery;
  return html`<section class="section" aria-labelledby="delivery"><h2 id="delivery">証書(紙)の受取り</h2>${facts([
    [
      '状況',
      status === 'waiting'
        ? method === 'post'
          ? '発送の準備をしています'
          : '窓口にご用意しています'
        : `${dispatchedOn && dayText(dispatchedOn)} ${method === 'post' ? '発送済み' : '受渡し済み'}`,
    ],
    ['受取方法', methodNames[method]],
    ['送付先', address],
    ['書留番号など', reference],
  ])}</section>`;
}

function papers(guarantee: Guarantee, { submittedAt, id }: Schemas['Application']): Html {
  const links: [file: string, label: string][] = [
    ...(guarantee.form === 'electronic'
      ? ([
          ['certificate.pdf', '電子証書(PDF)'],
          ['certificate.jws', '署名データ(JWS)'],
        ] as [string, string][])
      : []),
    ['fee-statement.pdf', '保証料計算書(PDF)'],
  ];
  return html`<section class="section no-print" aria-labelledby="papers"><h2 id="papers">書類</h2>
<ul class="plain-list">${links.map(([file, label]) => html`<li><a href="${pathOf(guarantee, `/${file}`)}">${label}</a></li>\n`)}${
    submittedAt && html`<li><a href="/applications/${id}/copy.pdf">申込控え(PDF)</a></li>`
  }</ul></section>`;
}

function furtherActions(guarantee: Guarantee, { works }: Schemas['Application']): Html | null {
  const { change, status, form, keyReplacement } = guarantee;
  const mayChange = change === null && (status === 'in_force' || status === 'not_yet_in_force');
  const actions = [
    works.contractDate === null &&
      html`<li><h3><a href="/works/${works.id}/contract-conclusion?from=${guarantee.guaranteeNumber}">請負契約の締結を登録する</a></h3><p>契約保証のあとに請負契約を結んだときは、契約日と契約番号を登録してください。</p></li>`,
    mayChange &&
      html`<li><h3><a href="${pathOf(guarantee, '/changes/new')}">変更・解約を申し込む</a></h3><p>増額、減額、保証期間の変更、解約ができます。</p></li>`,
    form === 'electronic' &&
      keyReplacement?.status !== 'pending' &&
      html`<li><h3><a href="${pathOf(guarantee, '/key-replacement')}">認証キーを再発行する</a></h3><p>認証キーが、関係のない人に知られたおそれがあるときに使います。</p></li>`,
  ].filter(Boolean);
  if (actions.length === 0) return null;
  return html`<section class="section no-print" aria-labelledby="actions"><h2 id="actions">この保証について行うこと</h2><ul class="cards cards-plain">${actions}</ul></section>`;
}

function changeList(guarantee: Guarantee, changes: readonly Schemas['ChangeRequest'][]): Html | null {
  if (changes.length === 0) return null;
  return html`<section class="section" aria-labelledby="changes"><h2 id="changes">変更の申込</h2>
<ul class="plain-list">${changes.map(
    ({ id, type, status, createdAt }) =>
      html`<li><a href="${pathOf(guarantee, `/changes/${id}`)}">${dayText(createdAt.slice(0, 10))} ${changeTypeNames[type]}</a> ${guaranteeRequestStateNames[status]}</li>\n`,
  )}</ul></section>`;
}
