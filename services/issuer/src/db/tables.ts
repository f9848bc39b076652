/** The tables of migrations/, as drizzle sees them; a test compares the two. */
import type {
  ApplicationStatus,
  AskedChange,
  AttachmentMediaType,
  AttachmentType,
  CalendarDay,
  Certificate,
  CertificateForm,
  Fee,
  FeeChange,
  FeePayment,
  GuaranteeKind,
  GuaranteeRequestState,
  OrdererRules,
  ReminderDays,
  StoredStatus,
  Tariff,
  Yen,
} from '@e-surety/domain';
import type { Digest } from '@e-surety/seal/format';
import { bytea } from '@e-surety/service-kit/postgres';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CompanyRole, Role, Scope } from '../accounts/roles.js';
import type { ApplicationFacts, AskedGuarantee, PaperDelivery } from '../applications/application.js';
import type { ApplicationCopyFacts } from '../applications/copy-facts.js';
import type { Finding } from '../applications/findings.js';
import type { ChangeFeeNoticeFacts } from '../changes/change-fee-notice.js';
import type { EventType } from '../events/catalogue.js';
import type { FeeNoticeFacts } from '../fees/fee-notice-facts.js';
import type { ReceiptMethod, RefundReason } from '../fees/schemas.js';
import type { StatementFacts } from '../fees/statement-facts.js';
import type { Terms } from '../fees/tariff-in-force.js';
import type { KeyNoticeFacts } from '../guarantees/key-notice-facts.js';
import type { HeldDecision } from '../held/decide-held.js';
import type { Answer } from '../idempotency/idempotently.js';
import type { Task } from '../outbox/tasks.js';
import type { TypedField } from '../unfinished/typed-field.js';
import type { WorksFacts } from '../works/works.js';

const instant = (name: string) => timestamp(name, { withTimezone: true });
/** What the database computes, or its triggers keep: migrations/ say how. */
const byMigration = sql`migrations`;
const byTrigger = sql`default`;
const yen = (name: string) => bigint(name, { mode: 'number' });

export const issuerProfile = pgTable('issuer_profile', {
  one: boolean().primaryKey().default(true),
  id: text().notNull(),
  name: text().notNull(),
  numberPrefix: text('number_prefix').notNull(),
  address: text().notNull(),
  representative: text().notNull(),
  feeAccount: text('fee_account'),
  feePaymentDays: integer('fee_payment_days').notNull().default(14),
  feeRecordingDays: integer('fee_recording_days').notNull().default(3),
});

export const contractors = pgTable('contractors', {
  id: text().primaryKey(),
  name: text().notNull(),
  address: text().notNull(),
  representativeTitle: text('representative_title').notNull(),
  representativeName: text('representative_name').notNull(),
  lumpSumAgreement: boolean('lump_sum_agreement').notNull().default(false),
  creditLimit: yen('credit_limit').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  version: integer().notNull().default(1),
});

export const users = pgTable('users', {
  id: uuid().primaryKey().defaultRandom(),
  loginId: text('login_id').notNull().unique(),
  passwordHash: text('password_hash'),
  name: text().notNull(),
  email: text(),
  role: text().$type<Role>().notNull(),
  contractorId: text('contractor_id'),
  companyRole: text('company_role').$type<CompanyRole>(),
  branches: text().array(),
  createdAt: instant('created_at').notNull().defaultNow(),
  stoppedAt: instant('stopped_at'),
  stoppedBy: text('stopped_by').$type<Role>(),
  version: integer().notNull().default(1),
});

export const sessions = pgTable('sessions', {
  tokenDigest: bytea('token_digest').primaryKey(),
  userId: uuid('user_id').notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
});

export const passwordTokens = pgTable('password_tokens', {
  tokenDigest: bytea('token_digest').primaryKey(),
  userId: uuid('user_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export const signInAttempts = pgTable('sign_in_attempts', {
  subject: bytea().primaryKey(),
  attempts: integer().notNull(),
  lastAt: instant('last_at').notNull(),
});

export const clients = pgTable('clients', {
  clientId: text('client_id').primaryKey(),
  secretDigest: bytea('secret_digest').notNull(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  contractorId: text('contractor_id'),
  scopes: text().array().$type<Scope[]>().notNull(),
  branches: text().array(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const branches = pgTable('branches', {
  id: text().primaryKey(),
  name: text().notNull(),
  phone: text().notNull(),
  email: text().notNull(),
  hours: text().notNull(),
  sortOrder: integer('sort_order').notNull().default(0),
  version: integer().notNull().default(1),
});

export const orderers = pgTable('orderers', {
  code: text().primaryKey(),
  prefecture: text().notNull(),
  name: text().notNull(),
  kana: text().notNull(),
  searchKey: text('search_key').notNull().generatedAlwaysAs(byMigration),
  version: integer().notNull().default(1),
});

export const ordererRules = pgTable(
  'orderer_rules',
  {
    orderer: text().notNull(),
    validFrom: date('valid_from').$type<CalendarDay>().notNull(),
    rules: jsonb().$type<OrdererRules>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderer, table.validFrom] })],
);

export const ruleJudgements = pgTable(
  'rule_judgements',
  {
    applicationId: uuid('application_id').notNull(),
    kind: text().$type<GuaranteeKind>().notNull(),
    act: text().$type<'submission' | 'approval'>().notNull(),
    at: instant('at').notNull(),
    orderer: text().notNull(),
    validFrom: date('valid_from').$type<CalendarDay>(),
    judgedOn: date('judged_on').$type<CalendarDay>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.kind, table.act, table.at] })],
);

export const paperDispatches = pgTable(
  'paper_dispatches',
  {
    guaranteeNumber: text('guarantee_number').notNull(),
    revision: integer().notNull(),
    method: text().$type<PaperDelivery['method']>().notNull(),
    dispatchedOn: date('dispatched_on').$type<CalendarDay>().notNull(),
    reference: text(),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guaranteeNumber, table.revision] })],
);

export const tariffs = pgTable('tariffs', {
  version: text().primaryKey(),
  validFrom: date('valid_from').$type<CalendarDay>().notNull().unique(),
  tariff: jsonb().$type<Tariff>().notNull(),
  terms: jsonb().$type<Record<GuaranteeKind, Terms>>().notNull(),
  edition: integer().notNull().default(1),
});

export const works = pgTable('works', {
  id: uuid().primaryKey().defaultRandom(),
  contractorId: text('contractor_id').notNull(),
  orderer: text().notNull(),
  facts: jsonb().$type<WorksFacts>().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const applications = pgTable('applications', {
  id: uuid().primaryKey().defaultRandom(),
  contractorId: text('contractor_id').notNull(),
  worksId: uuid('works_id').notNull(),
  branch: text().notNull(),
  facts: jsonb().$type<ApplicationFacts>().notNull(),
  externalReference: text('external_reference'),
  createdBy: text('created_by').notNull(),
  version: integer().notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  submittedAt: instant('submitted_at'),
  underwriter: text(),
  messageToContractor: text('message_to_contractor'),
  receiptNumber: text('receipt_number'),
  status: text().$type<ApplicationStatus>().notNull().default('draft'),
});

export const unfinishedApplications = pgTable('unfinished_applications', {
  id: uuid().primaryKey(),
  contractorId: text('contractor_id').notNull(),
  applicationId: uuid('application_id'),
  fields: jsonb().$type<TypedField[]>().notNull(),
  version: integer().notNull().default(1),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const guaranteeRequests = pgTable(
  'guarantee_requests',
  {
    applicationId: uuid('application_id').notNull(),
    kind: text().$type<GuaranteeKind>().notNull(),
    form: text().$type<CertificateForm>().notNull(),
    asked: jsonb().$type<AskedGuarantee>().notNull(),
    status: text().$type<GuaranteeRequestState>().notNull(),
    message: text(),
    fee: jsonb().$type<Fee>(),
    terms: jsonb().$type<Terms>(),
    approvedBy: text('approved_by'),
    approvedAt: instant('approved_at'),
    referredBy: text('referred_by'),
    referredAt: instant('referred_at'),
    guaranteeNumber: text('guarantee_number').unique(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.kind] })],
);

export const attachments = pgTable('attachments', {
  id: uuid().primaryKey().defaultRandom(),
  applicationId: uuid('application_id').notNull(),
  changeRequestId: uuid('change_request_id'),
  type: text().$type<AttachmentType>().notNull(),
  name: text().notNull(),
  mediaType: text('media_type').$type<AttachmentMediaType>().notNull(),
  size: integer().notNull(),
  sha256: bytea().notNull(),
  addedBy: text('added_by').notNull(),
  addedAt: instant('added_at').notNull(),
});

export const attachmentContents = pgTable('attachment_contents', {
  attachmentId: uuid('attachment_id').primaryKey(),
  content: bytea().notNull(),
});

export const messages = pgTable('messages', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  applicationId: uuid('application_id').notNull(),
  sentBy: text('sent_by').$type<'contractor' | 'issuer'>().notNull(),
  actor: text().notNull(),
  author: text().notNull(),
  text: text().notNull(),
  sentAt: instant('sent_at').notNull(),
});

export const feeReceipts = pgTable(
  'fee_receipts',
  {
    applicationId: uuid('application_id').notNull(),
    kind: text().$type<GuaranteeKind>().notNull(),
    amount: yen('amount').notNull(),
    receivedOn: date('received_on').$type<CalendarDay>().notNull(),
    method: text().$type<ReceiptMethod>().notNull(),
    reference: text().notNull(),
    refundable: yen('refundable').notNull(),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    branch: text().notNull().default(byTrigger),
    paidBack: yen('paid_back').notNull().default(0),
    toPayBack: boolean('to_pay_back').notNull().generatedAlwaysAs(byMigration),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.kind] })],
);

export const feeNotices = pgTable(
  'fee_notices',
  {
    applicationId: uuid('application_id').notNull(),
    kind: text().$type<GuaranteeKind>().notNull(),
    payBy: date('pay_by').$type<CalendarDay>().notNull(),
    facts: jsonb().$type<FeeNoticeFacts>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.kind] })],
);

export const feeStatements = pgTable('fee_statements', {
  id: uuid().primaryKey().defaultRandom(),
  guaranteeNumber: text('guarantee_number').notNull(),
  revision: integer().notNull(),
  type: text().$type<StatementFacts['type']>().notNull(),
  contractorId: text('contractor_id').notNull(),
  issuedOn: date('issued_on').$type<CalendarDay>().notNull(),
  concludedOn: date('concluded_on').$type<CalendarDay>(),
  payment: text().$type<FeePayment>().notNull(),
  billedTo: text('billed_to').notNull(),
  amount: yen('amount').$type<Yen>().notNull(),
  paper: boolean().notNull(),
  facts: jsonb().$type<StatementFacts['facts']>().notNull(),
  createdAt: instant('created_at').notNull(),
  branch: text().notNull().default(byTrigger),
  paidBack: yen('paid_back').notNull().default(0),
  toPayBack: boolean('to_pay_back').notNull().generatedAlwaysAs(byMigration),
  month: date().$type<CalendarDay>().notNull().generatedAlwaysAs(byMigration),
});

export const refundPayments = pgTable(
  'refund_payments',
  {
    refundable: text().notNull(),
    reason: text().$type<RefundReason>().notNull(),
    amount: yen('amount').$type<Yen>().notNull(),
    paidOn: date('paid_on').$type<CalendarDay>().notNull(),
    method: text().$type<ReceiptMethod>().notNull(),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.refundable, table.reason] })],
);

export const billingParties = pgTable('billing_parties', {
  id: uuid().primaryKey().defaultRandom(),
  contractorId: text('contractor_id').notNull(),
  name: text().notNull(),
  address: text(),
  createdAt: instant('created_at').notNull(),
});

export const applicationCopies = pgTable('application_copies', {
  applicationId: uuid('application_id').primaryKey(),
  submittedAt: instant('submitted_at').notNull(),
  facts: jsonb().$type<ApplicationCopyFacts>().notNull(),
});

export const counters = pgTable(
  'counters',
  {
    issuerPrefix: text('issuer_prefix').notNull(),
    fiscalYear: integer('fiscal_year').notNull(),
    lastSerial: integer('last_serial').notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuerPrefix, table.fiscalYear] })],
);

export const guarantees = pgTable('guarantees', {
  guaranteeNumber: text('guarantee_number').primaryKey(),
  applicationId: uuid('application_id').notNull(),
  kind: text().$type<GuaranteeKind>().notNull(),
  contractorId: text('contractor_id').notNull(),
  orderer: text().notNull(),
  form: text().$type<CertificateForm>().notNull(),
  status: text().$type<StoredStatus>().notNull().default('in_force'),
  statusFrom: date('status_from').$type<CalendarDay>().notNull(),
  periodFrom: date('period_from').$type<CalendarDay>(),
  periodTo: date('period_to').$type<CalendarDay>().notNull(),
  keyCiphertext: bytea('key_ciphertext'),
  keyEncryptionKey: text('key_encryption_key'),
  keyGeneration: integer('key_generation').notNull().default(1),
  revision: integer().notNull().default(0),
  chainHead: text('chain_head').$type<Digest>(),
  issuedAt: instant('issued_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  externalReference: text('external_reference'),
  externalReferenceBy: text('external_reference_by'),
  branch: text().notNull().default(byTrigger),
  createdOn: date('created_on').$type<CalendarDay>().notNull().generatedAlwaysAs(byMigration),
  searchText: text('search_text'),
  awaitsDispatch: boolean('awaits_dispatch').notNull().default(false),
});

export const revisions = pgTable(
  'revisions',
  {
    guaranteeNumber: text('guarantee_number').notNull(),
    revision: integer().notNull(),
    certificate: json().$type<Certificate>().notNull(),
    keyNotice: jsonb('key_notice').$type<KeyNoticeFacts>(),
    createdAt: instant('created_at').notNull(),
    confirmation: jsonb(),
    confirmedAt: instant('confirmed_at'),
  },
  (table) => [primaryKey({ columns: [table.guaranteeNumber, table.revision] })],
);

export type Product = 'certificate_jws' | 'certificate_pdf' | 'deposit';
export const revisionProducts = pgTable(
  'revision_products',
  {
    guaranteeNumber: text('guarantee_number').notNull(),
    revision: integer().notNull(),
    product: text().$type<Product>().notNull(),
    content: bytea().notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guaranteeNumber, table.revision, table.product] })],
);

export const changeRequests = pgTable('change_requests', {
  id: uuid().primaryKey().defaultRandom(),
  guaranteeNumber: text('guarantee_number').notNull(),
  asked: jsonb().$type<AskedChange>().notNull(),
  status: text().$type<GuaranteeRequestState>().notNull(),
  warnings: jsonb().$type<Finding[]>().notNull(),
  message: text(),
  feeChange: jsonb('fee_change').$type<FeeChange>(),
  underwriter: text(),
  approvedBy: text('approved_by'),
  approvedAt: instant('approved_at'),
  referredBy: text('referred_by'),
  referredAt: instant('referred_at'),
  revision: integer(),
  version: integer().notNull().default(1),
  createdBy: text('created_by').notNull(),
  submittedBy: text('submitted_by'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const changeFeeReceipts = pgTable('change_fee_receipts', {
  changeRequestId: uuid('change_request_id').primaryKey(),
  amount: yen('amount').notNull(),
  receivedOn: date('received_on').$type<CalendarDay>().notNull(),
  method: text().notNull(),
  reference: text().notNull(),
  refundable: yen('refundable').notNull(),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  branch: text().notNull().default(byTrigger),
  paidBack: yen('paid_back').notNull().default(0),
  toPayBack: boolean('to_pay_back').notNull().generatedAlwaysAs(byMigration),
});

export const changeFeeNotices = pgTable('change_fee_notices', {
  changeRequestId: uuid('change_request_id').primaryKey(),
  payBy: date('pay_by').$type<CalendarDay>().notNull(),
  facts: jsonb().$type<ChangeFeeNoticeFacts>().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const heldProposals = pgTable('held_proposals', {
  subject: text().primaryKey(),
  decision: text().$type<HeldDecision>().notNull(),
  reason: text().notNull(),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull(),
});

export const keyReplacements = pgTable(
  'key_replacements',
  {
    guaranteeNumber: text('guarantee_number').notNull(),
    keyGeneration: integer('key_generation').notNull(),
    keyCiphertext: bytea('key_ciphertext').notNull(),
    keyEncryptionKey: text('key_encryption_key').notNull(),
    reason: text().notNull(),
    sealed: bytea(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    confirmation: jsonb(),
    confirmedAt: instant('confirmed_at'),
    refusal: text(),
  },
  (table) => [primaryKey({ columns: [table.guaranteeNumber, table.keyGeneration] })],
);

export const periodReminders = pgTable(
  'period_reminders',
  {
    guaranteeNumber: text('guarantee_number').notNull(),
    periodTo: date('period_to').$type<CalendarDay>().notNull(),
    days: integer().$type<ReminderDays>().notNull(),
    askedAt: instant('asked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guaranteeNumber, table.periodTo, table.days] })],
);

export const events = pgTable('events', {
  id: uuid().primaryKey().defaultRandom(),
  sequence: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().unique(),
  position: bigint({ mode: 'number' }).unique(),
  type: text().$type<EventType>().notNull(),
  contractorId: text('contractor_id').notNull(),
  applicationId: uuid('application_id').notNull(),
  kind: text().$type<GuaranteeKind>(),
  guaranteeNumber: text('guarantee_number'),
  at: instant('at').notNull(),
  data: jsonb().$type<Record<string, unknown>>().notNull(),
  toldByDsure: uuid('told_by_dsure').unique(),
  branch: text().notNull().default(byTrigger),
});

export const dsureFeed = pgTable('dsure_feed', {
  one: boolean().primaryKey().default(true),
  place: text(),
  fetchedAt: instant('fetched_at'),
});

export const acknowledgements = pgTable('acknowledgements', {
  id: uuid().primaryKey(),
  guaranteeNumber: text('guarantee_number').notNull(),
  revision: integer().notNull(),
  result: text().$type<'accepted' | 'correction_requested'>().notNull(),
  reason: text().notNull(),
  organisation: text().notNull(),
  department: text().notNull(),
  declarer: text().notNull(),
  declaredAt: instant('declared_at').notNull(),
});

export const webhookEndpoints = pgTable('webhook_endpoints', {
  id: uuid().primaryKey().defaultRandom(),
  contractorId: text('contractor_id').notNull(),
  url: text().notNull(),
  description: text().notNull(),
  eventTypes: text('event_types').array().$type<EventType[]>(),
  secret: bytea().notNull(),
  secretEncryption: text('secret_encryption').notNull(),
  previousSecret: bytea('previous_secret'),
  previousEncryption: text('previous_encryption'),
  previousUntil: instant('previous_until'),
  busyUntil: instant('busy_until'),
  disabledAt: instant('disabled_at'),
  disabledBecause: text('disabled_because').$type<'gone' | 'by_request'>(),
  version: integer().notNull().default(1),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    endpointId: uuid('endpoint_id').notNull(),
    eventId: uuid('event_id').notNull(),
    state: text().$type<'pending' | 'delivered' | 'failed'>().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    nextAt: instant('next_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.endpointId, table.eventId] })],
);

export const webhookAttempts = pgTable('webhook_attempts', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  endpointId: uuid('endpoint_id').notNull(),
  eventId: uuid('event_id').notNull(),
  at: instant('at').notNull(),
  status: integer(),
  failure: text(),
  durationMs: integer('duration_ms').notNull(),
});

export const outbox = pgTable('outbox', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  topic: text().$type<Task['topic']>().notNull(),
  taskKey: text('task_key').notNull(),
  task: jsonb().$type<Task>().notNull(),
  attempts: integer().notNull().default(0),
  nextAt: instant('next_at').notNull(),
  lastError: text('last_error'),
  deadAt: instant('dead_at'),
  requestId: text('request_id'),
  createdAt: instant('created_at').notNull(),
  dueAt: instant('due_at'),
});

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    caller: text().notNull(),
    operation: text().notNull(),
    key: text().notNull(),
    requestDigest: bytea('request_digest').notNull(),
    answer: json().$type<Answer>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.operation, table.key] })],
);

export const auditTrail = pgTable('audit_trail', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull(),
  actor: text().notNull(),
  act: text().notNull(),
  subject: text().notNull(),
  detail: jsonb().notNull(),
});
