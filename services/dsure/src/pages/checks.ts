import { type Html, html, verdict } from '@e-surety/service-kit/pages';
import { checkNames, type Verification } from '../look-ups/verification.js';

const verdicts = {
  passed: verdict('right', '適合'),
  failed: verdict('wrong', '不適合'),
  skipped: verdict('open', '取得時に確認'),
} as const;

/** What D-Sure checked before it showed anything, and what that is worth. */
export function checksOf(verification: readonly Verification[]): Html {
  return html`<dl class="facts">${verification.map(
    ({ check, result, detail }) =>
      html`<div><dt>${checkNames[check]}</dt><dd><p>${verdicts[result]}</p><p>${detail}</p></dd></div>\n`,
  )}</dl>
<div class="proof">
<p class="print-only"><strong>これは、照会した画面を印刷した写しです。</strong>保証の状態は変わることがあります。今の内容は、D-Sureで認証キーを入力して確かめてください。</p>
<p class="no-print"><strong>この画面が証明です。</strong>保証の内容は、この画面に今表示されているものが正式です。ダウンロードしたPDFや印刷したものは、そのときの写しです。</p>
<p>電子証書のPDFをAcrobatなどで開くと、「署名の有効性が不明です」のように表示されることがあります。その製品が保証事業会社の証明書を初めから信頼してはいないためで、偽造を示すものではありません。電子署名は、D-Sureが保証事業会社の登録済みの公開鍵で確かめています。</p>
</div>`;
}
