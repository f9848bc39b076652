import { formatYen, guaranteeKindNames, guaranteeStatusNames, worksLabels } from '@e-surety/domain';
import { periodText } from '@e-surety/papers/wording';
import {
  errorSummary,
  type FormError,
  fileField,
  type Html,
  html,
  textArea,
  titleWith,
  verdict,
} from '@e-surety/service-kit/pages';
import { type FoundCertificate, isUnproved, unprovedTitle } from '../look-ups/found-certificate.js';
import type { BatchRow } from './batch-rows.js';
import { dsurePage } from './site.js';
import { revisionWords } from './standing.js';
import { instantText } from './words.js';

export interface BatchForm {
  text?: string;
  rows?: BatchRow[];
  now?: Date;
  errors?: FormError[];
}

export function batchPage({ text = '', rows, now, errors = [] }: BatchForm = {}): string {
  const main = html`${errorSummary(errors)}
<h1>まとめて照会する</h1>
${rows && now && resultTable(rows, now)}
${rows && html`<h2 class="no-print">続けて照会する</h2>`}
<p class="no-print">1行に1件、保証契約番号と認証キーを入力してください。表計算ソフトの列をそのまま貼り付けられます。100件まで一度に照会できます。</p>
<form class="form no-print" method="post" action="/batch" enctype="multipart/form-data" novalidate>
${textArea({
  id: 'lines',
  label: '保証契約番号と認証キー',
  hint: html`例: <span class="code">12-08-0000123-3, K7QX-…(28文字)</span>。順番は問いません。見出しの行はあっても構いません。`,
  value: text,
  rows: 10,
  code: true,
  errors,
})}
${fileField({
  id: 'file',
  label: 'CSVファイルから読み込む',
  hint: '上の欄の代わりに、または上の欄に加えて読み込みます。ファイルは保存されません。',
  accept: '.csv,.txt,text/csv,text/plain',
  errors,
})}
<div class="actions">
<button class="button button-main" type="submit" name="as" value="table">照会して表で見る</button>
<button class="button" type="submit" name="as" value="csv">照会してCSVで受け取る</button>
</div>
</form>`;
  return dsurePage({
    title: titleWith(errors, rows ? 'まとめて照会した結果' : 'まとめて照会する'),
    main,
    at: '/batch',
  });
}

function resultTable(rows: readonly BatchRow[], now: Date): Html {
  const found = rows.filter((row) => row.found !== null).length;
  const unproved = rows.filter((row) => row.found !== null && isUnproved(row.found)).length;
  const kind = found === rows.length && unproved === 0 ? 'notice-right' : 'notice-warn';
  return html`<div class="notice ${kind}" tabindex="-1" autofocus><p><strong>${rows.length}件のうち${found}件の電子証書が見つかりました。</strong>(${instantText(now)} 現在)</p>
${unproved > 0 && html`<p><strong>そのうち${unproved}件は、${unprovedTitle}。</strong>「開く」で内容を見て、保証会社に確かめてください。</p>`}</div>
<div class="scroll" role="region" aria-label="照会の結果" tabindex="0"><table class="batch">
<caption class="visually-hidden">照会の結果</caption>
<thead><tr><th scope="col">行</th><th scope="col">保証契約番号</th><th scope="col">結果</th><th scope="col">発注者・受注者</th><th scope="col">工事名・番号</th><th scope="col">金額</th><th scope="col">保証期間</th></tr></thead>
<tbody>${rows.map((row) => (row.found === null ? refusedRow(row) : foundRow(row, row.found)))}</tbody></table></div>`;
}

function refusedRow({ line, asked, title, detail }: Extract<BatchRow, { found: null }>): Html {
  return html`<tr><td>${line}</td><th scope="row" class="number">${asked.guaranteeNumber ?? '(番号なし)'}</th>
<td colspan="5">${verdict('wrong', title)}${detail !== '' && html`<br>${detail}`}</td></tr>\n`;
}

/** A look-up of its own shows the whole certificate: the key goes there as it was typed here. */
function foundRow({ line, asked }: BatchRow, found: FoundCertificate): Html {
  const { guaranteeNumber, certificate } = found;
  const { kind, orderer, contractor, works, amount } = certificate;
  const labels = worksLabels[works.subject];
  return html`<tr><td>${line}</td>
<th scope="row"><span class="number">${guaranteeNumber}</span><br><span class="kind">${guaranteeKindNames[kind]}</span>
<form class="no-print" method="post" action="/look-up" target="_blank">
<input type="hidden" name="guaranteeNumber" value="${guaranteeNumber}"><input type="hidden" name="authenticationKey" value="${asked.authenticationKey}">
<button class="button button-small" type="submit" aria-label="開く ${guaranteeNumber} (新しいタブ)">開く</button></form></th>
<td>${resultOf(found)}<br>${revisionWords(found)}</td>
<td>${orderer.name}<br>${contractor.jointVenture?.name ?? contractor.name}</td>
<td class="wide">${works.name}<br>${works.number}</td>
<td class="number">保証 <strong>${formatYen(amount)}</strong><br>${labels.contractPrice} ${formatYen(works.contractPrice)}</td>
<td>${periodText(certificate)}</td></tr>\n`;
}

function resultOf(found: FoundCertificate): Html {
  const { status } = found;
  if (isUnproved(found)) return html`${verdict('wrong', unprovedTitle)}<br>(登録上は${guaranteeStatusNames[status]})`;
  const shape = status === 'in_force' ? 'right' : status === 'not_yet_in_force' ? 'open' : 'wrong';
  return verdict(shape, guaranteeStatusNames[status]);
}
