import type { CalendarDay } from './calendar-day.js';
import type { RatioPolicy } from './ratio-policy.js';
import type { GuaranteeKind, WorksSubject } from './words.js';

/** What a public body publishes about 電子保証. A body that is not listed has no rules: 未確認, paper only. */
export interface OrdererRules {
  electronic: ElectronicRules;
  /** Absent: none published, so a broken ratio is a warning at most. */
  ratio?: RatioPolicy;
  submission: SubmissionRule[];
  note?: string;
  /** Where the body publishes it. */
  source: string;
}

export interface ElectronicRules {
  /** Null: accepts, day unknown; never refused by date. */
  since: CalendarDay | null;
  /** What the day is judged by; null = the day of application. */
  trigger: ElectronicTrigger | null;
  kinds: GuaranteeKind[];
  subjects: WorksSubject[];
  /** Cases that the body excludes; for people to read, not judged here. */
  excludes?: string[];
}

export const electronicTriggers = [
  'orderer_allows_per_work',
  'notice_date',
  'bid_date',
  'order_date',
  'award_date',
  'planned_contract_notice_date',
  'contract_date',
  'original_contract_date',
  'guarantee_contract_date',
] as const;
export type ElectronicTrigger = (typeof electronicTriggers)[number];

/** How this body wants the key notice. */
export interface SubmissionRule {
  kinds: GuaranteeKind[];
  channel: SubmissionChannel;
  /** With placeholders such as `{workNumber}`; null = none prescribed. */
  subject: string | null;
  /** Names of what the text must hold besides. */
  body: string[];
  attach: string[];
  deadline: SubmissionDeadline | null;
  confirmByPhone: boolean;
  formName?: string;
  department?: string;
  note?: string;
}

export const submissionChannels = ['email', 'email_or_fax', 'web_form', 'in_person'] as const;
export type SubmissionChannel = (typeof submissionChannels)[number];

export const submissionDeadlines = ['before_contract', 'with_contract', 'before_invoice', 'with_invoice'] as const;
export type SubmissionDeadline = (typeof submissionDeadlines)[number];
