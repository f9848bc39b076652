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
  const [original, ...revisions] = history.map((entry) => ({ ...entry, told: issue(entry, form) }));
  const ofChange = (change: Schemas['ChangeRequest']) => revisions.find(({ revision }) => revision === change.revision);
  const oldestChangeFirst = [...changes].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const last = history.at(-1)?.revision ?? 0;
  const inTheirOrder = [
    ...moment(application.submittedAt, '申込を送信'),
    ...(original ? [original.told] : []),
    ...oldestChangeFirst.flatMap((change) => [asked(change), ...(ofChange(change) ? [ofChange(change)!.told] : [])]),
    ...revisions
      .filter(({ revision }) => !changes.some((change) => change.revision === revision))
      .map(({ told }) => told),
    ...moment(form === 'electronic' ? depositedAt : null, `D-Sureへの登録が完了${last > 0 ? `(第${last}版)` : ''}`),
    ...moment(keyReplacement?.requestedAt ?? null, '認証キーの再発行を申請'),
    ...(delivery?.dispatchedOn
      ? [on(delivery.dispatchedOn, `証書を${delivery.method === 'post' ? '発送' : '窓口で受渡し'}`)]
      : []),
  ];
  // Some are known by their day alone: those of one day stay in the order in which one leads to the other.
  return inTheirOrder.sort((a, b) => a.day.localeCompare(b.day));
}

export function timeline(entries: readonly TimelineEntry[]): Html {
  return html`<ol class="timeline">${entries.map(
    ({ day, at, what, detail }) =>
      html`<li><span class="timeline-when">${at === null ? dayText(day) : instantText(at)}</span> <strong>${what}</strong>${detail && html`<br><span class="quiet">${detail}</span>`}</li>\n`,
  )}</ol>`;
}

const on = (day: string, what: string, detail: string | null = null): TimelineEntry => ({
  day,
  at: null,
  what,
  detail,
});

function moment(at: string | null, what: string, detail: string | null = null): TimelineEntry[] {
  return at === null ? [] : [{ day: todayInTokyo(new Date(at)), at, what, detail }];
}

function issue(
  { revision, type, issuedOn, reason }: Guarantee['history'][number],
  form: Guarantee['form'],
): TimelineEntry {
  const paper = form === 'electronic' ? '電子証書' : '証書';
  const what =
    revision === 0 ? `保証契約を締結し、${paper}を発行` : `${revisionTypeNames[type]}(第${revision}版)を発行`;
  return on(issuedOn, what, reason && `理由: ${reason}`);
}

const asked = ({ type, status, createdAt }: Schemas['ChangeRequest']): TimelineEntry =>
  moment(createdAt, `${changeTypeNames[type]}の申込`, `現在の状況: ${guaranteeRequestStateNames[status]}`)[0]!;
