import { guaranteeKindNames } from '@e-surety/domain';
import type { OrdererRules } from './schemas.js';

type Electronic = OrdererRules['electronic'];

export const triggerNames: Record<NonNullable<Electronic['trigger']>, string> = {
  orderer_allows_per_work: '工事ごとに発注者が認めたもの',
  notice_date: '公告日',
  bid_date: '入札日',
  order_date: '発注日',
  award_date: '落札決定日',
  planned_contract_notice_date: '契約予定日(公告に記載)',
  contract_date: '契約日',
  original_contract_date: '当初契約日',
  guarantee_contract_date: '保証契約日',
};

export const subjectNames = { construction: '工事', consulting: '業務委託' } as const;

export const exclusionNames = {
  amendment_of_contract_before_start: '開始前に締結した契約の変更',
} as const;

export const bidNames = { usual: '通常の入札', low: '低入札', all: 'すべて' } as const;
export const boundNames = { at_most: '以下', at_least: '以上' } as const;
export const breachNames = { warning: '注意を示す', refusal: '申込を受け付けない' } as const;

export const fieldNames: Record<OrdererRules['submission'][number]['body'][number], string> = {
  workNumber: '工事番号',
  workName: '工事名',
  tenderNumber: '入札番号',
  contractNumber: '契約番号',
  contractorName: '受注者名',
  guaranteeKind: '保証の種類',
  guaranteeNumber: '保証契約番号',
  responsibleName: '責任者氏名',
  responsiblePhone: '責任者電話',
  contactName: '担当者氏名',
  contactPhone: '担当者電話',
  contactEmail: '担当者メール',
};

export const kindsText = (kinds: readonly (keyof typeof guaranteeKindNames)[]): string =>
  kinds.length === 0 ? 'なし(受け付けない)' : kinds.map((kind) => guaranteeKindNames[kind]).join('、');
