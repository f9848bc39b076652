import type { CalendarDay } from './calendar-day.js';
import type { RatioPolicy } from './ratio-policy.js';
import type { GuaranteeKind, WorksSubject } from './words.js';

/** What a public body publishes about 電子保証. A body that is not listed has no rules: 未確認, paper only. */
export interface OrdererRules {
  electronic: ElectronicRules;
  /** Absent: none published, so a broken ratio is a warning at most. */
  ratio?: RatioPolicy | null;
  submission: SubmissionRule[];
  note?: string | null;
  /** Where the body publishes it. */
  source: string;
}

/** The rules of a body from a day on, until the next version. */
export interface RulesVersion {
  validFrom: CalendarDay;
  rules: OrdererRules;
}

export interface ElectronicRules {
  /** Null: accepts, day unknown; never refused by date. */
  since: CalendarDay | null;
  /** What the day is judged by; null = the day of application. */
  trigger: ElectronicTrigger | null;
  /** None: the body no longer accepts it. */
  kinds: GuaranteeKind[];
  subjects: WorksSubject[];
  excludes?: ElectronicExclusion[];
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

/** amendment_of_contract_before_start: works whose original contract was signed before the body began to accept. */
export const electronicExclusions = ['amendment_of_contract_before_start'] as const;
export type ElectronicExclusion = (typeof electronicExclusions)[number];

/** How this body wants the key notice. */
export interface SubmissionRule {
  kinds: GuaranteeKind[];
  channel: SubmissionChannel;
  /** With placeholders such as `{workNumber}`; null = none prescribed. */
  subject: string | null;
  /** What the text must hold besides. */
  body: SubmissionField[];
  attach: SubmissionAttachment[];
  deadline: SubmissionDeadline | null;
  confirmByPhone: boolean;
  formName?: string | null;
  department?: string | null;
  /** Only an address that the body itself publishes. */
  email?: string | null;
  note?: string | null;
}

export const submissionChannels = ['email', 'email_or_fax', 'web_form', 'in_person'] as const;
export type SubmissionChannel = (typeof submissionChannels)[number];
export const submissionChannelNames: Record<SubmissionChannel, string> = {
  email: '電子メール',
  email_or_fax: '電子メールまたはファクシミリ',
  web_form: '電子申請フォーム',
  in_person: '窓口に持参',
};

export const submissionDeadlines = ['before_contract', 'with_contract', 'before_invoice', 'with_invoice'] as const;
export type SubmissionDeadline = (typeof submissionDeadlines)[number];
export const submissionDeadlineNames: Record<SubmissionDeadline, string> = {
  before_contract: '契約の締結まで',
  with_contract: '契約書の提出と同時',
  before_invoice: '前払金の請求まで',
  with_invoice: '請求書の提出と同時',
};

export const submissionAttachments = ['key_notice', 'key_notice_printed', 'invoice', 'other_papers'] as const;
export type SubmissionAttachment = (typeof submissionAttachments)[number];
export const submissionAttachmentNames: Record<SubmissionAttachment, string> = {
  key_notice: '「電子保証にかかる「認証キー」のお知らせ」(PDF)',
  key_notice_printed: '「電子保証にかかる「認証キー」のお知らせ」を印刷したもの',
  invoice: '請求書',
  other_papers: 'その他の提出書類',
};

/** What a subject line or a text may have to name. */
export const submissionFields = [
  'workNumber',
  'workName',
  'tenderNumber',
  'contractNumber',
  'contractorName',
  'guaranteeKind',
  'guaranteeNumber',
  'responsibleName',
  'responsiblePhone',
  'contactName',
  'contactPhone',
  'contactEmail',
] as const;
export type SubmissionField = (typeof submissionFields)[number];
