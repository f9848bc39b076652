import type { CalendarDay } from './calendar-day.js';
import type { GuaranteeNumber } from './guarantee-number.js';
import type { Yen } from './money.js';
import type { Redeposit, WorksSubject } from './words.js';

/** Every certificate names the format that it is written in; a reader refuses a format it does not know. */
export const certificateFormat = 'esurety-certificate/1';

/** Why a revision (版) was made. */
export const revisionTypes = ['original', 'amendment', 'correction', 'cancellation', 'void'] as const;
export type RevisionType = (typeof revisionTypes)[number];

/** What is stored of a guarantee's state. Not yet in force and expired are what the clock says: see {@link statusAt}. */
export const storedStatuses = ['in_force', 'cancelled', 'void'] as const;
export type StoredStatus = (typeof storedStatuses)[number];

/** What the guarantee is once a revision of this type holds. Only what is in force can be revised again. */
export const statusAfter: Record<RevisionType, StoredStatus> = {
  original: 'in_force',
  amendment: 'in_force',
  correction: 'in_force',
  cancellation: 'cancelled',
  void: 'void',
};

/** The signed data of one revision of a guarantee (電子証書): what stands on it, in the order in which it is read. */
export type Certificate = CertificateCommon & CertificateOfKind;

/** What is decided before a certificate is made; format, numbering, status, ratio and history follow from it. */
export type CertificateFacts = Omit<
  CertificateCommon,
  'format' | 'revision' | 'type' | 'amendments' | 'status' | 'statusFrom' | 'ratio' | 'history'
> &
  CertificateOfKind;

interface CertificateCommon {
  format: typeof certificateFormat;
  guaranteeNumber: GuaranteeNumber;
  /** 0 = 当初, then 1, 2, … without gaps, for every kind of change. */
  revision: number;
  type: RevisionType;
  /** 変更回数: how many of the revisions so far are amendments. */
  amendments: number;
  /** 発行日 of this revision. */
  issuedOn: CalendarDay;
  status: StoredStatus;
  /** The first day on which `status` holds; until then the status before it does. */
  statusFrom: CalendarDay;
  issuer: { id: string; name: string; address: string; representative: string };
  orderer: { code: string; name: string; signatory: Signatory | null };
  contractor: { name: string; address: string; signatory: Signatory; jointVenture: JointVenture | null };
  works: {
    subject: WorksSubject;
    name: string;
    number: string | null;
    place: string;
    /** Null: not signed yet when the guarantee was issued. */
    contractDate: CalendarDay | null;
    contractNumber: string | null;
    /** 請負金額, consumption tax included. */
    contractPrice: Yen;
    period: { from: CalendarDay; to: CalendarDay };
  };
  amount: Yen;
  /** `from: null` is printed 「請負契約締結日」; `to` is the last day and included. */
  period: { from: CalendarDay | null; to: CalendarDay };
  /** Shown to the reader, cut to one decimal; limits are never judged on it. */
  ratio: { percent: string; of: 'contractPrice' | 'fiscalYearBase' };
  /** 約款. */
  terms: { name: string; version: string };
  remarks: string;
  /** Every revision up to and including this one, in order. */
  history: HistoryEntry[];
}

type CertificateOfKind =
  | { kind: 'performance' }
  | ({ kind: 'advance_payment' } & AdvanceParticulars)
  | ({
      kind: 'interim_advance_payment';
      recognition: { date: CalendarDay; number: string };
      priorAdvance: PriorAdvance;
    } & AdvanceParticulars);

interface AdvanceParticulars {
  depositary: string;
  redeposit: Redeposit;
  fiscalYearBase: FiscalYearBase | null;
}

export interface FiscalYearBase {
  year: number;
  basis: 'planned_output' | 'payment_limit';
  amount: Yen;
}

/** The earlier advance guarantee: one of ours, or one that stands elsewhere (perhaps on paper). */
export type PriorAdvance =
  | { guaranteeNumber: GuaranteeNumber }
  | { external: { issuerName: string; number: string; amount: Yen } };

/** Who signs: a snapshot, which later edits of master data never change. */
export interface Signatory {
  office: string | null;
  title: string;
  name: string | null;
}

export interface JointVenture {
  name: string;
  /** Index into `members`. */
  representative: number;
  members: {
    name: string;
    address: string;
    representativeTitle: string;
    representativeName: string;
    sharePercent: string;
  }[];
}

export interface HistoryEntry {
  revision: number;
  type: RevisionType;
  issuedOn: CalendarDay;
  /** The day from which the change holds. */
  effectiveOn: CalendarDay;
  reason: string | null;
  changes: Change[];
}

/** One changed item: a JSON Pointer (RFC 6901) into the certificate, with what stood there before and after. */
export interface Change {
  item: string;
  before: ChangedValue;
  after: ChangedValue;
}
export type ChangedValue = string | number | boolean | null;
