import { guaranteeKindNames } from '@e-surety/domain';
import { type Html, html, verdict } from '@e-surety/service-kit/pages';
import { table } from '../parts/table.js';
import { instantText } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { demand, orNull } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { type ComparedRow, compareWithApplication } from './compare-with-application.js';
import { pathOf, readGuarantee } from './read.js';
import type { Guarantee } from './schemas.js';
import { standing, underWay } from './standing.js';

/** 「電子保証」, in a window of its own: the certificate beside what was applied for, and the key notice for the orderer. */
export async function electronicPage(visit: Visit): Promise<PageAnswer> {
  return showElectronic(visit, await readGuarantee(visit), null);
}

/** The key, because somebody asked to see it. The operation records that. It stands in this one answer and is kept nowhere. */
export async function showAuthenticationKey(visit: Visit): Promise<PageAnswer> {
  const guarantee = await readGuarantee(visit);
  const { authenticationKey } = demand(
    await visit.api.readAuthenticationKey({ path: { guaranteeNumber: guarantee.guaranteeNumber } }),
  );
  return showElectronic(visit, guarantee, authenticationKey);
}

async function showElectronic(
  { api, me, hidden }: Visit,
  guarantee: Guarantee,
  key: string | null,
): Promise<PageAnswer> {
  const { guaranteeNumber, applicationId, kind, depositedAt, certificate, keyReplacement } = guarantee;
  const application = demand(await api.readApplication({ path: { id: applicationId } }));
  const orderer = orNull(await api.readOrderer({ path: { code: application.orderer } }));
  const applied = { application, ordererName: orderer?.name, contractorName: me.contractor?.name };
  const replacing = keyReplacement?.status === 'pending';
  return {
    title: `${guaranteeNumber} 電子保証`,
    at: '/guarantees',
    main: html`<p class="back no-print"><a href="${pathOf(guarantee)}">保証契約内容の確認</a></p>
<h1><span class="eyebrow">${guaranteeKindNames[kind]} <span class="code">${guaranteeNumber}</span></span>電子保証</h1>
${standing(guarantee)}
${underWay(guarantee)}
<section class="section" aria-labelledby="compare"><h2 id="compare">電子証書の内容</h2>
<p>申込の内容と比べてください。${certificate.revision > 0 && '変更のあった事項は、申込(当初)の内容と異なります。'}</p>
${comparison(compareWithApplication(certificate, applied))}
<p class="quiet small">${depositedAt && `${instantText(depositedAt)} にD-Sureへ登録しました。`}この画面は保証事業会社の控えです。ここで見ても、D-Sureの照会の記録には残りません。</p></section>
<section class="section panel" aria-labelledby="notice"><h2 id="notice">認証キーのお知らせ</h2>
<p>保証契約番号と認証キーが書かれたPDFです。発注者には、このお知らせを提出します。</p>
${
  replacing
    ? html`<p><strong>認証キーを再発行しています。</strong>終わると、新しいお知らせを受け取れます。</p>`
    : html`<div class="actions no-print"><a class="button button-main" href="${pathOf(guarantee, '/key-notice.pdf')}">認証キーのお知らせ(PDF)をダウンロード</a>
<a class="button" href="${pathOf(guarantee, '/submission')}">発注者への提出方法</a></div>
${key === null ? keyForm(guarantee, hidden) : keyShown(key)}`
}</section>
<section class="section no-print" aria-labelledby="files"><h2 id="files">電子証書の控え</h2>
<p>控え(写し)です。発注者に提出しても、証書の提出にはなりません。</p>
<ul class="plain-list"><li><a href="${pathOf(guarantee, '/certificate.pdf')}">電子証書(PDF)</a></li>
<li><a href="${pathOf(guarantee, '/certificate.jws')}">署名データ(JWS)</a></li></ul></section>`,
  };
}

function comparison(rows: readonly ComparedRow[]): Html {
  return table({
    caption: '電子証書と申込の内容',
    rows,
    columns: [
      { label: '事項', as: 'head', cell: ({ label }) => html`<strong>${label}</strong>` },
      { label: '電子証書', cell: ({ onCertificate }) => onCertificate },
      { label: '申込の内容', cell: ({ inApplication }) => inApplication },
      {
        label: '申込と',
        cell: ({ onCertificate, inApplication }) =>
          onCertificate === inApplication ? verdict('right', '同じ') : verdict('open', '異なる'),
      },
    ],
  });
}

function keyForm(guarantee: Guarantee, hidden: Html): Html {
  return html`<form class="no-print" method="post" action="${pathOf(guarantee, '/authentication-key')}">${hidden}
<p>認証キーを画面で確かめることもできます。表示したことは記録されます。</p>
<button class="button" type="submit">認証キーを表示する</button></form>`;
}

function keyShown(key: string): Html {
  return html`<div class="key-shown" role="group" aria-labelledby="key-label" tabindex="-1" autofocus><p id="key-label">認証キー</p><p class="code" id="key">${key}</p>
<button class="button button-small no-print" type="button" data-copy="key" hidden>コピー<span class="visually-hidden"> 認証キー</span></button>
<p class="quiet">この認証キーを知っている人は、誰でも電子証書を見られます。発注者のほかには知らせないでください。</p></div>`;
}
