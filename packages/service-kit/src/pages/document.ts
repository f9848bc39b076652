import { type Html, html } from './html.js';

export interface Site {
  /** Stands at the head of each page and leads to the first one. */
  name: string;
  subtitle: string;
  stylesheets: string[];
  scripts: string[];
  navigation: { href: string; label: string }[];
  /** Who is signed in, and how to leave. */
  account?: Html | null;
  footer: Html;
}

export interface PageContent {
  /** What tells this page from the others of the site. */
  title: string;
  main: Html;
  /** The address of the navigation under which this page is. */
  at?: string;
}

/** A whole page: what every page of a site has around its content. */
export function documentOf(site: Site, { title, main, at }: PageContent): string {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title} | ${site.name}</title>
${site.stylesheets.map((href) => html`<link rel="stylesheet" href="${href}">\n`)}
${site.scripts.map((src) => html`<script src="${src}" type="module"></script>\n`)}
</head>
<body>
<a class="skip-link" href="#main">本文へ移動</a>
<header class="site-header">
<div class="container site-header-row">
<a class="site-name" href="/"><span class="site-name-main">${site.name}</span> <span class="site-name-sub">${site.subtitle}</span></a>
${site.account}
${
  site.navigation.length > 0 &&
  html`<nav aria-label="主なページ"><ul class="site-nav">
${site.navigation.map(
  ({ href, label }) => html`<li><a href="${href}"${href === at && html` aria-current="page"`}>${label}</a></li>\n`,
)}</ul></nav>`
}
</div>
</header>
<main id="main" class="container" tabindex="-1">
${main}
</main>
<footer class="site-footer"><div class="container">${site.footer}</div></footer>
</body>
</html>
`.text;
}
