import { html, type PageContent } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { searchForm } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { demand } from '../site/api.js';
import type { OpenVisit } from '../site/desk.js';
import { acceptedText, kindsText, type Orderer, subjectsText } from './electronic-words.js';

/** 電子保証対応の発注者: where an electronic guarantee can be handed in, and from when. */
export async function supportingOrderers({ api, query }: OpenVisit): Promise<PageContent> {
  const search = asked(query, ['q']);
  const asks = { ...search, electronic: 'true' } as QueryOf<'listOrderers'>;
  const { orderers, next } = demand(await api.listOrderers({ query: asks }));
  return {
    title: '電子保証対応の発注者',
    at: '/orderers',
    main: html`<div class="wide"><h1>電子保証対応の発注者</h1>
<p>電子保証を受け付けることを公表している発注者です。ここにない発注者には、証書(紙)をお申し込みください。</p>
${searchForm('/orderers', [{ name: 'q', label: '発注者の名前・都道府県・コード', value: search.q ?? '' }])}
${table<Orderer>({
  caption: '電子保証対応の発注者',
  rows: orderers,
  none: '見つかりません。電子保証に対応していることを確認できていない発注者です。',
  columns: [
    {
      label: '発注者',
      as: 'head',
      cell: ({ code, prefecture, name }) =>
        html`<a href="/orderers/${code}">${name}</a><br><span class="quiet">${prefecture} ${code}</span>`,
    },
    { label: '対象', cell: ({ electronic }) => electronic && acceptedText(electronic) },
    { label: '保証の種類', cell: ({ electronic }) => electronic && kindsText(electronic) },
    { label: '工事・業務', cell: ({ electronic }) => electronic && subjectsText(electronic) },
  ],
})}
${pager('/orderers', search, next)}</div>`,
  };
}
