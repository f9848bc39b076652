/** The words of the field, as unions, each with what a person reads. */

export const guaranteeKinds = ['advance_payment', 'interim_advance_payment', 'performance'] as const;
export type GuaranteeKind = (typeof guaranteeKinds)[number];
export const guaranteeKindNames: Record<GuaranteeKind, string> = {
  advance_payment: '前払金保証',
  interim_advance_payment: '中間前払金保証',
  performance: '契約保証',
};

export const certificateForms = ['electronic', 'paper'] as const;
/** 保証証書の形式: chosen per guarantee, and for life. */
export type CertificateForm = (typeof certificateForms)[number];
export const certificateFormNames: Record<CertificateForm, string> = { electronic: '電子保証', paper: '証書(紙)' };

export const worksSubjects = ['construction', 'consulting'] as const;
export type WorksSubject = (typeof worksSubjects)[number];

/** Labels follow the subject: 工事 or 業務委託. */
export const worksLabels: Record<
  WorksSubject,
  { name: string; number: string; place: string; contractPrice: string; period: string; contractDate: string }
> = {
  construction: {
    name: '工事名',
    number: '工事番号',
    place: '工事場所',
    contractPrice: '請負金額',
    period: '工期',
    contractDate: '請負契約日',
  },
  consulting: {
    name: '業務名',
    number: '業務番号',
    place: '履行場所',
    contractPrice: '業務委託料',
    period: '履行期間',
    contractDate: '業務委託契約日',
  },
};

export const redeposits = ['used', 'not_used'] as const;
/** 再預託利用区分. */
export type Redeposit = (typeof redeposits)[number];
export const redepositNames: Record<Redeposit, string> = { used: '利用する', not_used: '利用しない' };

export const feePayments = ['lump_sum', 'bank_transfer', 'cash', 'cheque'] as const;
/** 保証料支払方法; lump_sum is 一括納付, by agreement. */
export type FeePayment = (typeof feePayments)[number];
export const feePaymentNames: Record<FeePayment, string> = {
  lump_sum: '一括納付',
  bank_transfer: '銀行振込',
  cash: '現金',
  cheque: '小切手',
};
