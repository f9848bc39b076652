import type { CalendarDay } from './calendar-day.js';
import type { Certificate, FiscalYearBase, RevisionType } from './certificate.js';
import type { PlannedYear } from './fiscal-year-plan.js';
import type { Yen } from './money.js';
import type { CertificateChanges, CertificateRevision } from './revise-certificate.js';

/** What may be asked for after issue. */
export const changeTypeNames = {
  increase: '増額',
  decrease: '減額',
  period: '保証期間の変更',
  increase_and_period: '増額および保証期間の変更',
  decrease_and_period: '減額および保証期間の変更',
  cancellation: '解約',
  correction: '訂正',
  void: '無効(発行取消)',
} as const;
export type ChangeType = keyof typeof changeTypeNames;
export const changeTypes = Object.keys(changeTypeNames) as ChangeType[];

/** 訂正 mends the issuer's own error and 無効 takes back its wrong issue: a contractor asks for neither. */
export const changeTypesOfIssuer: readonly ChangeType[] = ['correction', 'void'];

/** Why the next revision is made, and what of the guarantee moves in which direction. */
export const changeEffects: Record<
  ChangeType,
  { revision: Exclude<RevisionType, 'original'>; amount: 'more' | 'less' | 'same'; period: boolean }
> = {
  increase: { revision: 'amendment', amount: 'more', period: false },
  decrease: { revision: 'amendment', amount: 'less', period: false },
  period: { revision: 'amendment', amount: 'same', period: true },
  increase_and_period: { revision: 'amendment', amount: 'more', period: true },
  decrease_and_period: { revision: 'amendment', amount: 'less', period: true },
  cancellation: { revision: 'cancellation', amount: 'same', period: false },
  correction: { revision: 'correction', amount: 'same', period: false },
  void: { revision: 'void', amount: 'same', period: false },
};

/** A change as it is asked for. */
export interface AskedChange {
  type: ChangeType;
  /** 変更契約 of the works; null where their contract stays as it is. */
  contractChange: ContractChange | null;
  newAmount: Yen | null;
  newPeriodTo: CalendarDay | null;
  /** Null for a correction and a void one, which hold from the day on which they are made. */
  effectiveOn: CalendarDay | null;
  reason: string;
  corrections: Correction[];
}

/** Null: this member of the contract stays as it was. */
export interface ContractChange {
  changedOn: CalendarDay;
  contractPrice: Yen | null;
  periodTo: CalendarDay | null;
  /** 今年度対象額 of the year that the guarantee is for, as the changed contract plans it. */
  fiscalYearBase: Yen | null;
  /** 年割 of a multi-year contract as it will be, whole; missing in what was stored before it was asked for. */
  fiscalYears?: PlannedYear[] | null;
}

/** One mended item, by its JSON Pointer into the certificate. */
export interface Correction {
  item: CorrectableItem;
  value: string | null;
}

/** Amounts and the last day are no typing errors: they change by an amendment. */
export const correctableItems = [
  '/issuer/address',
  '/issuer/representative',
  '/orderer/name',
  '/orderer/signatory/office',
  '/orderer/signatory/title',
  '/orderer/signatory/name',
  '/contractor/name',
  '/contractor/address',
  '/contractor/signatory/office',
  '/contractor/signatory/title',
  '/contractor/signatory/name',
  '/works/name',
  '/works/number',
  '/works/place',
  '/works/contractDate',
  '/works/contractNumber',
  '/works/period/from',
  '/contractor/jointVenture/name',
  '/recognition/date',
  '/recognition/number',
  '/depositary',
  '/redeposit',
  '/remarks',
] as const;
export type CorrectableItem = (typeof correctableItems)[number];
export const correctableDays: readonly CorrectableItem[] = [
  '/works/contractDate',
  '/works/period/from',
  '/recognition/date',
];

/** Whether it moves what every guarantee of the works is judged by: the price, the period or the day of their contract. */
export const movesContract = ({ contractChange, corrections }: AskedChange): boolean =>
  contractChange !== null ||
  corrections.some(({ item }) => item === '/works/contractDate' || item === '/works/period/from');

/** What the certificate says once the change is made: for {@link reviseCertificate}. */
export function revisionOf(asked: AskedChange, issuedOn: CalendarDay): CertificateRevision {
  const { reason } = asked;
  const type = changeEffects[asked.type].revision;
  const effectiveOn = asked.effectiveOn ?? issuedOn;
  if (type === 'cancellation' || type === 'void') return { type, issuedOn, effectiveOn, reason };
  return { type, issuedOn, effectiveOn, reason, changes: type === 'amendment' ? amended(asked) : corrected(asked) };
}

/** The contract of the works as it will be. */
export function contractAfter({ works }: Certificate, { contractChange }: AskedChange): Certificate['works'] {
  return {
    ...works,
    contractPrice: contractChange?.contractPrice ?? works.contractPrice,
    period: { ...works.period, to: contractChange?.periodTo ?? works.period.to },
  };
}

/** 今年度対象額 as it will be; null where the whole contract is the base. */
export function yearBaseAfter(certificate: Certificate, { contractChange }: AskedChange): FiscalYearBase | null {
  const base = 'fiscalYearBase' in certificate ? certificate.fiscalYearBase : null;
  return base && { ...base, amount: contractChange?.fiscalYearBase ?? base.amount };
}

function amended({ contractChange, newAmount, newPeriodTo }: AskedChange): CertificateChanges {
  const { contractPrice = null, periodTo = null, fiscalYearBase = null } = contractChange ?? {};
  return {
    ...(newAmount !== null && { amount: newAmount }),
    ...(newPeriodTo !== null && { period: { to: newPeriodTo } }),
    ...(contractChange && {
      works: {
        ...(contractPrice !== null && { contractPrice }),
        ...(periodTo !== null && { period: { to: periodTo } }),
      },
    }),
    ...(fiscalYearBase !== null && { fiscalYearBase: { amount: fiscalYearBase } }),
  };
}

function corrected({ corrections }: AskedChange): CertificateChanges {
  const changes = {};
  for (const { item, value } of corrections) {
    const path = item.slice(1).split('/');
    const last = path.pop()!;
    let at: Record<string, unknown> = changes;
    for (const member of path) {
      at[member] ??= {};
      at = at[member] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return changes;
}
