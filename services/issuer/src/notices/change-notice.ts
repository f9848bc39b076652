import {
  type CalendarDay,
  type CertificateForm,
  type ChangeType,
  changeEffects,
  changeTypeNames,
  type FeeChange,
  formatWareki,
  formatYen,
} from '@e-surety/domain';
import type { ChangeFeeNoticeFacts } from '../changes/change-fee-notice.js';

/** What of a change its contractor is told of. */
export type ChangeEvent = 'returned' | 'declined' | 'fee_due' | 'lapsed' | 'issued';

export interface ToldChange {
  type: ChangeType;
  form: CertificateForm;
  message: string | null;
  /** Of 解約: its day, which may be one to come. */
  effectiveOn: CalendarDay | null;
  feeChange: FeeChange | null;
  /** 保証料のご案内; null where no extra fee is due. */
  notice: ChangeFeeNoticeFacts | null;
}

interface Said {
  title: string;
  said: string;
  next: string;
  facts?: [label: string, value: string][];
}

/** 変更手続のお知らせ, the particular part of it. */
export function changeNotice(event: ChangeEvent, change: ToldChange): Said {
  const { type, message, notice } = change;
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
        said: `お申し込みの変更(${name})を承認しました。追加保証料のお支払いをお願いいたします。`,
        facts: payableFacts(notice!),
        next: `お支払いを確認した後に、変更後の証書を発行します。それまで保証契約の内容は変わりません。
期限までにお支払いを確認できない場合は、変更のお申し込みを差し戻します。
ご案内の書面(PDF)は、ネットデスクで受け取れます。`,
      };
    case 'lapsed':
      return {
        title: '変更の申込の差戻しのお知らせ',
        said: `お申し込みの変更(${name})について、追加保証料の入金をお支払期限までに確認できなかったため、差し戻しました。\n変更をお望みの場合は、もう一度送信してください。`,
        next: '保証契約の内容は変わりません。',
      };
    case 'issued':
      return issued[changeEffects[type].revision](change);
  }
}

const issued: Record<(typeof changeEffects)[ChangeType]['revision'], (change: ToldChange) => Said> = {
  amendment: ({ type, form, feeChange }) => ({
    title: '変更手続完了のお知らせ',
    said: `保証契約の変更(${changeTypeNames[type]})の手続が完了しました。${refundSentence(feeChange)}`,
    next: nextSteps('変更後', form),
  }),
  cancellation: ({ form, effectiveOn, feeChange }) => ({
    title: '解約手続完了のお知らせ',
    said: `保証契約の解約の手続が完了しました。解約の日は${formatWareki(effectiveOn!)}です。${refundSentence(feeChange)}`,
    next:
      form === 'electronic'
        ? 'お渡し済みの認証キーで、発注者は解約の内容を照会できます。'
        : '解約を記載した書面は、お申し込みの受取方法でお渡しします。',
  }),
  correction: ({ form }) => ({
    title: '証書の訂正のお知らせ',
    said: '証書に弊社の誤記があったため、記載を訂正しました。ご迷惑をおかけし、申し訳ありません。',
    next: nextSteps('訂正後', form),
  }),
  void: ({ form, feeChange }) => ({
    title: '証書の無効(発行取消)のお知らせ',
    said: `弊社の発行に誤りがあったため、この証書を無効(発行取消)にしました。ご迷惑をおかけし、申し訳ありません。${refundSentence(feeChange)}`,
    next: `${
      form === 'electronic'
        ? 'お渡し済みの認証キーで照会すると、無効(発行取消)と表示されます。'
        : 'お渡しした証書(紙)は使えません。'
    }詳しくは、取扱支店にお問い合わせください。`,
  }),
};

const nextSteps = (which: string, form: CertificateForm): string =>
  form === 'electronic'
    ? `お渡し済みの認証キーで、発注者は${which}の内容を照会できます。認証キーは変わりません。`
    : `${which}の証書(紙)は、お申し込みの受取方法でお渡しします。発注者に提出してください。`;

const payableFacts = ({ extra, payment, payBy, issuer }: ChangeFeeNoticeFacts): [string, string][] => [
  ['追加保証料', formatYen(extra)],
  ['お支払先', payment.account ?? `${issuer.branch.name}にお問い合わせください`],
  ['お支払期限', formatWareki(payBy)],
];

const refundSentence = (feeChange: FeeChange | null): string =>
  feeChange?.direction === 'refund'
    ? `\n保証料 ${formatYen(feeChange.amount)} を返還します。計算の内訳は保証料返還計算書をご覧ください。`
    : '';
