import { html, textField } from '@e-surety/service-kit/pages';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { typedIn } from '../site/typed.js';
import { electronicWords } from './form/orderer-block.js';

/** 電子保証対応の発注者: to look something up beside the form. */
export function ordererListPage(pages: PageRoutes): void {
  pages.show('/orderers', ['contractor', 'underwriter', 'admin'], async ({ api, query }) => {
    const q = typedIn(query, 'q').trim().slice(0, 60);
    const cursor = typedIn(query, 'cursor') || undefined;
    const { orderers, next } = demand(
      await api.listOrderers({ query: { electronic: 'true', limit: '50', cursor, ...(q !== '' && { q }) } }),
    );
    const more = new URLSearchParams({ ...(q !== '' && { q }), ...(next !== null && { cursor: next }) });
    return {
      title: '電子保証対応の発注者',
      main: html`<h1>電子保証対応の発注者</h1>
<p>対応の公表を確認できた発注者です。ここにない発注者は未確認のため、証書(紙)でお申し込みください。</p>
<form class="filter no-print" method="get" action="/orderers">${textField({ id: 'q', label: '名称・かな・都道府県・団体コード', value: q })}<button class="button" type="submit">探す</button></form>
${
  orderers.length === 0
    ? html`<p>その言葉に合う発注者はありません。</p>`
    : html`<dl class="facts">${orderers.map(
        (one) =>
          html`<div><dt>${one.name}<br><span class="quiet small">${one.prefecture}・${one.code}</span></dt><dd>${electronicWords(one)}</dd></div>\n`,
      )}</dl>`
}
${next !== null && html`<p><a class="button" href="/orderers?${more.toString()}">続きを見る</a></p>`}`,
    };
  });
}
