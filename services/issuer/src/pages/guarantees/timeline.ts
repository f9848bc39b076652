import { type Html, html } from '@e-surety/service-kit/pages';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { instantText } from '../parts/words.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { pathOf } from './read.js';
import type { Schemas } from './schemas.js';

type Entry = Schemas['TimelineEntry'];

/** これまでの経過: from the application on, with what happened in D-Sure. */
export async function timelineSection({ api, query }: Visit, guarantee: { guaranteeNumber: string }): Promise<Html> {
  const { guaranteeNumber } = guarantee;
  const search = asked(query, []);
  const { timeline, next } = demand(
    await api.readGuaranteeTimeline({
      path: { guaranteeNumber },
      query: search as QueryOf<'readGuaranteeTimeline'>,
    }),
  );
  return html`<section class="section" aria-labelledby="timeline"><h2 id="timeline">これまでの経過</h2>
${entriesOf(timeline)}
${pager(pathOf(guarantee), search, next)}</section>`;
}

/** What became of it, and what its key holder declared. */
export const entriesOf = (timeline: readonly Entry[]): Html => html`<ol class="timeline">${timeline.map(entryOf)}</ol>`;

const entryOf = ({ event, title, acknowledgement }: Entry): Html =>
  html`<li><span class="timeline-when">${instantText(event.timestamp)}</span> <strong>${title}${revisionOf(event.data)}</strong>${acknowledgement && declared(acknowledgement)}</li>\n`;

const revisionOf = (data: Entry['event']['data']): string | null =>
  'revision' in data && data.revision > 0 ? `(第${data.revision}版)` : null;

const resultNames = { accepted: '受領', correction_requested: '訂正依頼' } as const;

/** Whoever holds the key can declare: that is said with it. */
function declared({ result, reason, declaredBy }: NonNullable<Entry['acknowledgement']>): Html {
  const { organisation, department, name } = declaredBy;
  return html`<p class="quiet">${resultNames[result]}(認証キーを持つ方の申告): ${organisation} ${department} ${name}</p>${reason && html`<p class="written">${reason}</p>`}`;
}
