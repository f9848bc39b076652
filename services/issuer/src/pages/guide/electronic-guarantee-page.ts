import { type Html, html, type PageContent } from '@e-surety/service-kit/pages';

/** 電子保証の仕組み, for whoever has never seen it. */
export async function electronicGuaranteePage(): Promise<PageContent> {
  return {
    title: '電子保証の仕組み',
    at: '/guide',
    main: html`<h1>電子保証の仕組み</h1>
<p class="lead">電子保証は、紙の保証証書に代わる仕組みです。発注者には、紙の証書ではなく「認証キー」を提出します。</p>
${diagram}
<ol class="steps">
<li><h2>申し込む</h2><p>受注者が、ネットデスクで保証を申し込みます。証書の形式に「電子保証」を選びます。</p></li>
<li><h2>電子証書が登録される</h2><p>審査と保証料の手続が終わると、保証事業会社が電子証書に電子署名をして、D-Sure(ディーシュア)に登録します。</p></li>
<li><h2>認証キーのお知らせを受け取る</h2><p>受注者が、ネットデスクで「認証キーのお知らせ」(PDF)をダウンロードします。</p></li>
<li><h2>発注者に提出する</h2><p>受注者が、お知らせを発注者に提出します。提出の方法は発注者ごとに決められています。</p></li>
<li><h2>発注者が照会する</h2><p>発注者が、保証契約番号と認証キーをD-Sureに入力して、保証の内容を確かめます。利用登録は要りません。</p></li>
</ol>
<section class="section" aria-labelledby="safe"><h2 id="safe">知っておいていただきたいこと</h2>
<dl class="facts">
<div><dt>正式な内容</dt><dd>D-Sureの画面に、そのとき表示される内容が正式です。画面を印刷したものやPDFは写しで、証書の代わりに提出できません。</dd></div>
<div><dt>認証キー</dt><dd>4文字ずつ7組の、28文字の鍵です。これを知っている人だけが電子証書を見られます。発注者のほかには知らせないでください。</dd></div>
<div><dt>変更したとき</dt><dd>増額や期間の変更、解約をしても、認証キーは変わりません。発注者がもう一度照会すると、変更後の内容が表示されます。</dd></div>
<div><dt>使える発注者</dt><dd>電子保証に対応している発注者に限ります。<a href="/orderers">電子保証対応の発注者</a></dd></div>
<div><dt>工事が終わったとき</dt><dd>返却するものはありません。</dd></div>
</dl></section>
<p class="section"><a class="button" href="/guide/authentication-key">認証キーの取得方法・発注者への提出方法</a></p>`,
  };
}

/** The same as the steps below it, at a glance; where there is no room for it the steps say it alone. */
const diagram: Html = html`<figure class="diagram">
<svg viewBox="0 0 760 300" role="img" aria-labelledby="diagram-title"><title id="diagram-title">受注者が保証事業会社に申し込み、保証事業会社が電子証書をD-Sureに登録し、受注者が認証キーを発注者に提出し、発注者がD-Sureで照会します。</title>
<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#0017c1"/></marker></defs>
<g fill="#fff" stroke="#0017c1" stroke-width="2">
<rect x="8" y="16" width="210" height="84" rx="10"/><rect x="542" y="16" width="210" height="84" rx="10" fill="#e8f1fe"/>
<rect x="8" y="200" width="210" height="84" rx="10"/><rect x="542" y="200" width="210" height="84" rx="10"/></g>
<g font-size="22" font-weight="700" text-anchor="middle" fill="#1a1a1a">
<text x="113" y="52">保証事業会社</text><text x="647" y="52">D-Sure</text><text x="113" y="236">受注者</text><text x="647" y="236">発注者</text></g>
<g font-size="16" text-anchor="middle" fill="#4d4d4d">
<text x="113" y="80">ネットデスク</text><text x="647" y="80">電子証書の保管</text><text x="113" y="264">建設会社など</text><text x="647" y="264">市町村など</text></g>
<g stroke="#0017c1" stroke-width="3" fill="none" marker-end="url(#arrow)">
<path d="M60 198V104"/><path d="M222 58H536"/><path d="M166 104V196"/><path d="M222 242H536"/><path d="M647 198V104"/></g>
<g font-size="17" fill="#1a1a1a">
<text x="52" y="158" text-anchor="end">①申込</text><text x="379" y="44" text-anchor="middle">②電子証書を登録</text><text x="176" y="158">③認証キーのお知らせ</text><text x="379" y="228" text-anchor="middle">④認証キーを提出</text><text x="660" y="158">⑤照会</text></g>
</svg></figure>`;
