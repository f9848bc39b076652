import { documentOf, html, loadAssets, type PageContent, sharedAssets } from '@e-surety/service-kit/pages';

const ours = (name: string) => new URL(`../../public/${name}`, import.meta.url);

/** From files beside `src` and `dist`. */
export const assets = loadAssets({
  ...sharedAssets,
  'dsure.css': ours('dsure.css'),
  'pages.js': ours('pages.js'),
});

const site = {
  name: 'D-Sure',
  subtitle: '電子証書の照会',
  stylesheets: ['tokens.css', 'base.css', 'dsure.css'].map(assets.href),
  scripts: [assets.href('pages.js')],
  navigation: [
    { href: '/', label: '照会' },
    { href: '/batch', label: 'まとめて照会' },
  ],
  footer: html`<ul>
<li><a href="/docs">システムから使う方(API)</a></li>
<li><a href="/v1/issuers">保証事業会社の一覧(JSON)</a></li>
</ul>
<p>D-Sureは、保証事業会社が登録した電子証書を保管し、認証キーをお持ちの方にお見せします。</p>`,
};

export function dsurePage(content: PageContent): string {
  return documentOf(site, content);
}
