import type {
  CalendarDay,
  CertificateForm,
  Fee,
  FeePayment,
  FiscalYearBase,
  GuaranteeKind,
  GuaranteeRequestState,
  PriorAdvance,
  Redeposit,
  Yen,
} from '@e-surety/domain';
import type { Terms } from '../fees/tariff-in-force.js';
import type { Works } from '../works/works.js';

/** 申込: what a contractor sends; holds one to three guarantees asked for. */
export interface Application {
  id: string;
  contractorId: string;
  works: Works;
  branch: string;
  facts: ApplicationFacts;
  externalReference: string | null;
  requests: GuaranteeRequest[];
  /** Counts every change of the application or one of its guarantees; the ETag. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  submittedAt: Date | null;
  /** 受付番号; null until it is first sent. */
  receiptNumber: string | null;
  createdBy: string;
  underwriter: string | null;
  messageToContractor: string | null;
}

export interface ApplicationFacts {
  completionNotice: { wanted: boolean; email: string | null };
  paperDelivery: PaperDelivery | null;
  contact: { department: string; title: string | null; name: string; phone: string; email: string };
  /** 責任者, where the orderer wants one to be named with the papers; missing in what was stored before it was asked for. */
  responsible?: { name: string; phone: string } | null;
  messageToIssuer: string;
}

/** 受取方法 of a 証書(紙). */
export interface PaperDelivery {
  method: 'post' | 'branch_counter';
  address: string | null;
}

/** One guarantee asked for, with its own 手続状況 and, later, number. */
export interface GuaranteeRequest {
  kind: GuaranteeKind;
  asked: AskedGuarantee;
  status: GuaranteeRequestState;
  message: string | null;
  /** Tariff and 約款 are fixed on the day of approval; null before. */
  approved: { fee: Fee; terms: Terms; by: string; at: Date } | null;
  /** Who approved it first, where a second person has to (二次承認). */
  referred: { by: string; at: Date } | null;
  guaranteeNumber: string | null;
}

export type AskedGuarantee = AskedCommon &
  (({ kind: 'advance_payment' } & AskedAdvance) | AskedInterim | { kind: 'performance' });

interface AskedCommon {
  form: CertificateForm;
  amount: Yen;
  feePayment: FeePayment;
  feeBilledTo: string;
  paperFeeStatement: boolean;
}

interface AskedAdvance {
  fiscalYearBase: FiscalYearBase | null;
  depositary: string;
  redeposit: Redeposit;
}

interface AskedInterim extends AskedAdvance {
  kind: 'interim_advance_payment';
  /** 認定: the orderer's, that the works have come so far. */
  recognition: { date: CalendarDay; number: string };
  priorAdvance: PriorAdvance;
}
