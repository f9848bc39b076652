import { documentOf, type Html, html, type PageContent } from '@e-surety/service-kit/pages';
import { assets } from './assets.js';
import { navigationOf } from './navigation.js';
import type { Me } from './visit.js';

/** Whom a page is shown to; null while nobody is signed in. */
export interface Reader {
  me: Me;
  /** The hidden fields that every form of this person carries. */
  hidden: Html;
}

export interface Desk {
  /** The guarantee company (保証事業会社) whose desk this is. */
  issuerName: string;
  /** D-Sure, as orderers reach it. */
  dsureUrl: string;
}

/** A whole page of Net Desk. */
export function deskPage({ issuerName, dsureUrl }: Desk, reader: Reader | null, content: PageContent): string {
  return documentOf(
    {
      name: 'ネットデスク',
      subtitle: issuerName,
      stylesheets: ['tokens.css', 'base.css', 'net-desk.css', 'work.css', 'guarantees.css'].map(assets.href),
      scripts: [assets.href('pages.js')],
      navigation: reader ? navigationOf(reader.me) : [],
      account: reader && accountOf(reader),
      footer: html`<ul>
<li><a href="/guide">電子保証の仕組み</a></li>
<li><a href="/guide/authentication-key">認証キーの取得方法・提出方法</a></li>
<li><a href="/orderers">電子保証対応の発注者</a></li>
<li><a href="${dsureUrl}/">D-Sure(発注者の方の照会)</a></li>
<li><a href="/docs">システムから使う方(API)</a></li>
</ul>
<p>${issuerName}の、前払金保証・中間前払金保証・契約保証のお申し込みと電子保証の窓口です。</p>`,
    },
    content,
  );
}

const roleNames: Record<Me['role'], string> = { contractor: '受注者', underwriter: '引受審査', admin: '本社管理' };

function accountOf({ me, hidden }: Reader): Html {
  return html`<div class="account"><p class="account-name">${me.contractor && html`<span>${me.contractor.name}</span> `}<strong>${
    me.user?.name ?? me.clientId
  }</strong> <span class="quiet">(${roleNames[me.role]})</span></p>
<form class="no-print" method="post" action="/log-out">${hidden}<button class="button button-small" type="submit">ログアウト</button></form></div>`;
}
