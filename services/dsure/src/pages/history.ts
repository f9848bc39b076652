import { type Certificate, formatWareki, type HistoryEntry } from '@e-surety/domain';
import { itemLabel, revisionTypeNames, valueText } from '@e-surety/papers/wording';
import { type Html, html } from '@e-surety/service-kit/pages';
import type { SeenCertificate } from '../look-ups/found-certificate.js';

/** Every revision, the newest first, with what stood there before and after. */
export function historyOf({ history, certificate, guaranteeNumber }: SeenCertificate): Html {
  const newestFirst = [...history].reverse();
  return html`<div class="history">${newestFirst.map((entry) => {
    const paper = `/certificates/${guaranteeNumber}/revisions/${entry.revision}/certificate.pdf`;
    return html`<article class="history-entry">
<h3><span class="unbroken">${entryName(entry, history)}</span> <span class="quiet unbroken">${formatWareki(entry.issuedOn)} 発行</span></h3>
${entry.revision > 0 && html`<p>${formatWareki(entry.effectiveOn)}から効力${entry.reason !== null && `。理由: ${entry.reason}`}</p>`}
${changesTable(entry, certificate)}
<p class="no-print"><a href="${paper}">${entry.revision === 0 ? '当初' : `第${entry.revision}版`}の電子証書(PDF)</a></p>
</article>\n`;
  })}</div>`;
}

function entryName({ revision, type }: HistoryEntry, history: readonly HistoryEntry[]): string {
  if (revision === 0) return '当初';
  const count = history.filter((entry) => entry.type === 'amendment' && entry.revision <= revision).length;
  const name = revisionTypeNames[type] + (type === 'amendment' ? ` 第${count}回` : '');
  return `${name}(第${revision}版)`;
}

const columns = ['事項', '変更前', '変更後'];

/** On a narrow screen it is no longer laid out as a table: the roles say that it still is one. */
function changesTable({ changes, revision }: HistoryEntry, certificate: Certificate): Html | null {
  if (changes.length === 0) return null;
  return html`<div class="scroll" role="region" aria-label="第${revision}版で変わった事項" tabindex="0"><table role="table">
<caption class="visually-hidden">第${revision}版で変わった事項</caption>
<thead role="rowgroup"><tr role="row">${columns.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${changes.map(
    ({
      item,
      before,
      after,
    }) => html`<tr role="row"><th scope="row" role="rowheader">${itemLabel(item, certificate)}</th>
${cell('変更前', html`${valueText(item, before)}`)}${cell('変更後', html`<strong>${valueText(item, after)}</strong>`)}</tr>\n`,
  )}</tbody></table></div>`;
}

const cell = (label: string, value: Html): Html =>
  html`<td role="cell"><span class="before-after" aria-hidden="true">${label}</span>${value}</td>`;
