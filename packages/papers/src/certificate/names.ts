import {
  type Certificate,
  formatWareki,
  type GuaranteeKind,
  guaranteeStatusNames,
  type RevisionType,
  type Signatory,
} from '@e-surety/domain';

export const titles: Record<GuaranteeKind, string> = {
  advance_payment: '前払金保証証書',
  interim_advance_payment: '中間前払金保証証書',
  performance: '契約保証証書',
};

export const revisionTypeNames: Record<RevisionType, string> = {
  original: '当初',
  amendment: '変更',
  correction: '訂正',
  cancellation: '解約',
  void: guaranteeStatusNames.void,
};

/** 契約保証 covers a span, advance payments run up to a day. */
export function periodLabel({ kind }: Pick<Certificate, 'kind'>): string {
  return kind === 'performance' ? '保証期間' : '保証期限';
}

export function periodText({ kind, period }: Pick<Certificate, 'kind' | 'period'>): string {
  if (kind !== 'performance') return `${formatWareki(period.to)}まで`;
  return `${period.from ? formatWareki(period.from) : '請負契約締結日'}から ${formatWareki(period.to)}まで`;
}

/** 富士見町長, or with the office and the name of its holder where they are known. */
export function signatoryText({ office, title, name }: Signatory): string {
  return [office, title, name].filter(Boolean).join(' ');
}
