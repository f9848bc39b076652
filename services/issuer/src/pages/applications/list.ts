import type { components } from '@e-surety/client/issuer';
import { applicationStatuses, applicationStatusNames, guaranteeKindNames } from '@e-surety/domain';
import { type Html, html, selectField } from '@e-surety/service-kit/pages';
import { dayOfInstant, instantText } from '../parts/words.js';
import { demand, orNull } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { standing } from './guarantee-facts.js';

type Summary = components['schemas']['ApplicationSummary'];
type Unfinished = components['schemas']['UnfinishedApplication'];

/** 保証申込一覧, with 手続状況 of each guarantee, and above it what is still being typed. */
export function applicationListPage(pages: PageRoutes): void {
  pages.show('/applications', ['contractor'], async (visit) => {
    const { api, query, hidden } = visit;
    const status = applicationStatuses.find((one) => one === typedIn(query, 'status'));
    const cursor = typedIn(query, 'cursor') || undefined;
    const [{ applications, next }, { unfinishedApplications }] = await Promise.all([
      api.listApplications({ query: { limit: '20', status, cursor } }).then(demand),
      api.listUnfinishedApplications({ query: { limit: '100' } }).then(demand),
    ]);
    const names = await ordererNames(api, applications);
    const more = new URLSearchParams({ ...(status && { status }), ...(next !== null && { cursor: next }) });
    return {
      title: '保証申込一覧',
      at: '/applications',
      main: html`<h1>保証申込一覧</h1>
<p><a class="button button-main" href="/applications/new">申込の作成(新規)</a></p>
${unfinishedApplications.length > 0 && unfinishedBlock(unfinishedApplications, hidden)}
<h2>申込</h2>
<form class="filter no-print" method="get" action="/applications">${selectField({
        id: 'status',
        label: '手続状況',
        value: status ?? '',
        choices: [
          { value: '', label: 'すべて' },
          ...applicationStatuses.map((value) => ({ value, label: applicationStatusNames[value] })),
        ],
      })}<button class="button" type="submit">絞り込む</button></form>
${applications.length === 0 ? html`<p>${status ? 'この手続状況の申込はありません。' : '申込はまだありません。'}</p>` : table(applications, names)}
${next !== null && html`<p><a class="button" href="/applications?${more.toString()}">続きを見る</a></p>`}`,
    };
  });
}

const table = (applications: readonly Summary[], names: ReadonlyMap<string, string>): Html =>
  html`<div class="scroll" role="region" aria-label="申込の一覧" tabindex="0"><table class="stack"><caption class="visually-hidden">申込の一覧</caption>
<thead><tr><th scope="col">工事名</th><th scope="col">発注者</th><th scope="col">保証と手続状況</th><th scope="col">送信日</th><th scope="col">操作</th></tr></thead>
<tbody>${applications.map(
    (
      one,
    ) => html`<tr><th scope="row"><a href="/applications/${one.id}">${one.worksName}</a>${one.receiptNumber !== null && html`<br><span class="quiet">受付番号 ${one.receiptNumber}</span>`}${one.externalReference && html`<br><span class="quiet">${one.externalReference}</span>`}</th>
<td data-label="発注者">${names.get(one.orderer) ?? one.orderer}</td>
<td data-label="保証と手続状況"><ul class="plain">${one.guarantees.map(
      (guarantee) =>
        html`<li>${guaranteeKindNames[guarantee.kind]} ${standing(guarantee)}${guarantee.guaranteeNumber && html`<br><span class="number">${guarantee.guaranteeNumber}</span>`}</li>`,
    )}</ul></td>
<td data-label="送信日">${one.submittedAt === null ? html`<span class="quiet">未送信</span>` : dayOfInstant(one.submittedAt)}</td>
<td><a href="/applications/new?copy=${one.id}">この申込を複写<span class="visually-hidden">: ${one.worksName}</span></a></td></tr>\n`,
  )}</tbody></table></div>`;

const unfinishedBlock = (unfinished: readonly Unfinished[], hidden: Html): Html => html`<h2>書きかけの申込</h2>
<ul class="attachments">${unfinished.map((one) => {
  const name = one.fields.find((field) => field.name === 'works.name')?.text ?? '(工事名は未入力)';
  return html`<li><a href="/applications/drafts/${one.id}">${name}</a>${one.applicationId !== null && ' (申込の修正)'} <span class="quiet number">${instantText(one.updatedAt)} 保存</span>
<form class="inline no-print" method="post" action="/applications/drafts/${one.id}/discard">${hidden}<button class="button button-small" type="submit" aria-label="${name} を削除">削除</button></form></li>\n`;
})}</ul>`;

/** A list names orderers by their codes; people by their names. */
async function ordererNames(api: Visit['api'], applications: readonly Summary[]): Promise<Map<string, string>> {
  const codes = [...new Set(applications.map(({ orderer }) => orderer))];
  const found = await Promise.all(codes.map((code) => api.readOrderer({ path: { code } }).then(orNull)));
  return new Map(found.flatMap((orderer) => (orderer ? [[orderer.code, orderer.name] as const] : [])));
}
