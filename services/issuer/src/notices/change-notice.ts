import { type ChangeType, changeTypeNames, type FeeChange, formatYen } from '@e-surety/domain';

/** What of a change its contractor is told of. */
export type ChangeEvent = 'returned' | 'declined' | 'fee_due' | 'issued';

export interface ToldChange {
  type: ChangeType;
  message: string | null;
  feeChange: FeeChange | null;
}

/** 変更手続のお知らせ, the particular part of it. */
export function changeNotice(
  event: ChangeEvent,
  { type, message, feeChange }: ToldChange,
): { title: string; said: string; next: string } {
  const name = changeTypeNames[type];
  switch (event) {
    case 'returned':
      return {
        title: '変更の申込の差戻しのお知らせ',
        said: `お申し込みの変更(${name})について、直していただきたいことがあります。\n\n${message ?? ''}`,
        next: 'ネットデスクで内容を直し、もう一度送信してください。',
      };
    case 'declined':
      return {
        title: '変更の申込についてのお知らせ',
        said: `お申し込みの変更(${name})は、お引き受けできませんでした。\n\n${message ?? ''}`,
        next: '保証契約の内容は変わりません。',
      };
    case 'fee_due':
      return {
        title: '追加保証料のご案内',
        said: `お申し込みの変更(${name})を承認しました。追加保証料 ${formatYen(feeChange!.amount)} をお納めください。`,
        next: '入金を確認した後に、変更後の電子証書を登録します。それまで保証契約の内容は変わりません。',
      };
    case 'issued':
      return {
        title: '変更手続完了のお知らせ',
        said: `保証契約の変更(${name})の手続が完了しました。${refundSentence(feeChange)}`,
        next: 'お渡し済みの認証キーで、発注者は変更後の内容を照会できます。認証キーは変わりません。',
      };
  }
}

const refundSentence = (feeChange: FeeChange | null): string =>
  feeChange?.direction === 'refund'
    ? `\n保証料 ${formatYen(feeChange.amount)} を返還します。計算の内訳は保証料返還計算書をご覧ください。`
    : '';
