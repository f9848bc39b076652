import type { components } from '@e-surety/client/issuer';
import { guaranteeKindNames } from '@e-surety/domain';
import { dayText } from '../parts/words.js';

export type Orderer = components['schemas']['Orderer'];
type Electronic = NonNullable<Orderer['electronic']>;

const triggerNames: Record<NonNullable<Electronic['trigger']>, string> = {
  orderer_allows_per_work: '工事ごとに発注者が認めたもの',
  notice_date: '公告・指名通知の日',
  bid_date: '入札の日',
  order_date: '発注の日',
  award_date: '落札決定の日',
  planned_contract_notice_date: '契約予定の通知の日',
  contract_date: '請負契約の日',
  original_contract_date: '当初の請負契約の日',
  guarantee_contract_date: '保証契約の日',
};

const subjectNames = { construction: '工事', consulting: '業務委託' } as const;

/** From when, and by which day that is judged. */
export function acceptedText({ since, trigger }: Electronic): string {
  if (trigger === 'orderer_allows_per_work') return triggerNames.orderer_allows_per_work;
  const by = trigger === null ? '申込の日' : triggerNames[trigger];
  return since === null ? '対応しています(開始日は公表されていません)' : `${by}が ${dayText(since)} 以降のもの`;
}

export const kindsText = ({ kinds }: Electronic): string => kinds.map((kind) => guaranteeKindNames[kind]).join('、');

export const subjectsText = ({ subjects }: Electronic): string =>
  subjects.map((subject) => subjectNames[subject]).join('、');
