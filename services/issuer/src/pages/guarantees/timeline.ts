import { changeTypeNames, guaranteeRequestStateNames, todayInTokyo } from '@e-surety/domain';
import { revisionTypeNames } from '@e-surety/papers/wording';
import { type Html, html } from '@e-surety/service-kit/pages';
import { dayText, instantText } from '../parts/words.js';
import type { Guarantee, Schemas } from './schemas.js';

/** One thing that happened: on a day, or at a moment of it. */
export interface TimelineEntry {
  day: string;
  at: string | null;
  what: string;
  detail?: Html | string | null;
}

/** What happened to a guarantee from its application on, as its contractor may know it. */
export function timelineOf({
  guarantee,
  application,
  changes,
}: {
  guarantee: Guarantee;
  application: Schemas['Application'];
  changes: readonly Schemas['ChangeRequest'][];
}): TimelineEntry[] {
  const { history, depositedAt, keyReplacement, delivery, form } = guarantee;
  const last = history.at(-1)?.revision ?? 0;
  return [
    ...moment(application.submittedAt, '申込を送信'),
    ...history.map(({ revision, type, issuedOn, reason }) => ({
      day: issuedOn,
      at: null,
      what:
        revision === 0
          ? `保証契約を締結し、${form === 'electronic' ? '電子証書' : '証書'}を発行`
          : `${revisionTypeNames[type]}(第${revision}版)を発行`,
      detail: reason && `理由: ${reason}`,
    })),
    ...changes.flatMap(({ type, status, createdAt }) =>
      moment(createdAt, `${changeTypeNames[type]}の申込`, `現在の状況: ${guaranteeRequestStateNames[status]}`),
    ),
    ...moment(form === 'electronic' ? depositedAt : null, `D-Sureへの登録が完了${last > 0 ? `(第${last}版)` : ''}`),
    ...moment(keyReplacement?.requestedAt ?? null, '認証キーの再発行を申請'),
    ...(delivery?.dispatchedOn
      ? [
          {
            day: delivery.dispatchedOn,
            at: null,
            what: delivery.method === 'post' ? '証書を発送' : '証書を窓口で受渡し',
          },
        ]
      : []),
  ].sort(oldestFirst);
}

export function timeline(entries: readonly TimelineEntry[]): Html {
  return html`<ol class="timeline">${entries.map(
    ({ day, at, what, detail }) =>
      html`<li><span class="timeline-when">${at === null ? dayText(day) : instantText(at)}</span> <strong>${what}</strong>${detail && html`<br><span class="quiet">${detail}</span>`}</li>\n`,
  )}</ol>`;
}

function moment(at: string | null, what: string, detail: string | null = null): TimelineEntry[] {
  return at === null ? [] : [{ day: todayInTokyo(new Date(at)), at, what, detail }];
}

/** What has a day alone stands before the moments of that day: a certificate is issued before it is deposited. */
function oldestFirst(a: TimelineEntry, b: TimelineEntry): number {
  return a.day.localeCompare(b.day) || (a.at ?? '').localeCompare(b.at ?? '');
}
