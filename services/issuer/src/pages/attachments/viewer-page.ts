import type { components } from '@e-surety/client/issuer';
import { attachmentTypeNames } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { transportProblem } from '@e-surety/service-kit/problems';
import { instantText } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { isPdf } from './show-file.js';

type Attachment = components['schemas']['Attachment'];

export interface Viewed {
  attachments: readonly Attachment[];
  /** Which of them. */
  id: string;
  /** Where they are; what they belong to is one step up. */
  at: string;
  back: { href: string; label: string; navigation: string };
  /** What was typed, to be compared with what the paper says. */
  beside: Html;
}

/** One paper beside what it is to prove, so that whoever compares them turns no pages back and forth. */
export function viewerPage({ attachments, id, at, back, beside }: Viewed): PageAnswer {
  const shown = attachments.find((one) => one.id === id);
  if (!shown) throw transportProblem('not_found');
  return {
    title: shown.name,
    at: back.navigation,
    embeds: true,
    main: html`<div class="viewer"><p class="back no-print"><a href="${back.href}">${back.label}</a></p>
<h1><span class="eyebrow">${attachmentTypeNames[shown.type]}</span>${shown.name}</h1>
${otherPapers(attachments, shown, at)}
<div class="beside"><section class="beside-paper" aria-labelledby="paper"><h2 id="paper" class="visually-hidden">添付書類</h2>
<p class="quiet">${shown.mediaType.split('/')[1]!.toUpperCase()}・${sizeText(shown.size)}・${instantText(shown.addedAt)} 添付</p>
<p class="beside-links no-print"><a href="${at}/${id}/inline" target="_blank">書類だけを別のウィンドウで開く</a> <a href="${at}/${id}" download>ダウンロード</a></p>
${paper(shown, `${at}/${id}`)}</section>
<section class="beside-facts" aria-labelledby="typed"><h2 id="typed">申し込まれた内容</h2>
${beside}</section></div></div>`,
  };
}

function paper({ name, mediaType }: Attachment, path: string): Html {
  if (!isPdf(mediaType)) return html`<img class="paper" src="${path}/inline" alt="${name} の画像">`;
  return html`<object class="paper paper-pdf" data="${path}/inline" type="application/pdf" aria-label="${name}"><p class="none">お使いのブラウザは、PDFを画面の中に表示できません。<a href="${path}" download>ダウンロード</a>してご覧ください。</p></object>`;
}

function otherPapers(attachments: readonly Attachment[], shown: Attachment, at: string): Html | null {
  if (attachments.length < 2) return null;
  return html`<nav class="tabs no-print" aria-label="添付書類"><ul>${attachments.map(
    ({ id, name, type }) =>
      html`<li><a href="${at}/${id}/view"${id === shown.id && html` aria-current="page"`}>${attachmentTypeNames[type]}<span class="visually-hidden"> ${name}</span></a></li>\n`,
  )}</ul></nav>`;
}

export const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)}kB` : `${(bytes / 1_000_000).toFixed(1)}MB`;

/** From a list of papers to the viewer, in another window: what is being typed beside the list stays. */
export const viewLink = (path: string, name: string): Html =>
  html`<a href="${path}/view" target="_blank">${name}<span class="visually-hidden">を表示(新しいタブで開きます)</span></a>`;
