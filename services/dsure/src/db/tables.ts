import type { CalendarDay, GuaranteeKind, GuaranteeNumber, RevisionType, StoredStatus } from '@e-surety/domain';
import type { Envelope, PartName, PublicJwk, SignaturePurpose } from '@e-surety/seal/format';
import { bytea } from '@e-surety/service-kit/postgres';
import { bigint, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

// The tables of migrations/, which say what they are for and what holds in them. A test compares the two.

const guaranteeNumber = () => text('guarantee_number').$type<GuaranteeNumber>().notNull();

/** Whom a key holder may ask: the company itself or one of its branches. */
export interface IssuerContact {
  name: string;
  phone: string;
  hours: string;
}

export type KeyStatus = 'active' | 'retired' | 'compromised';

export const issuers = pgTable('issuers', {
  id: text().primaryKey(),
  name: text().notNull(),
  numberPrefix: text('number_prefix').notNull(),
  onboardedAt: timestamp('onboarded_at', { withTimezone: true }).notNull(),
  contacts: jsonb().$type<IssuerContact[]>().notNull().default([]),
});

export const issuerKeys = pgTable('issuer_keys', {
  kid: text().primaryKey(),
  issuerId: text('issuer_id').notNull(),
  purpose: text().$type<SignaturePurpose>().notNull(),
  publicJwk: jsonb('public_jwk').$type<PublicJwk>().notNull(),
  status: text().$type<KeyStatus>().notNull().default('active'),
  compromisedSince: timestamp('compromised_since', { withTimezone: true }),
  pinnedAt: timestamp('pinned_at', { withTimezone: true }).notNull(),
});

export const usedCalls = pgTable('used_calls', {
  issuerId: text('issuer_id').notNull(),
  jti: text().notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

export const guarantees = pgTable('guarantees', {
  guaranteeNumber: guaranteeNumber(),
  issuerId: text('issuer_id').notNull(),
  kind: text().$type<GuaranteeKind>().notNull(),
  revision: integer().notNull(),
  keyGeneration: integer('key_generation').notNull(),
  envelopeDigest: bytea('envelope_digest').notNull(),
  viewedOn: date('viewed_on', { mode: 'string' }).$type<CalendarDay>(),
});

export const revisions = pgTable('revisions', {
  guaranteeNumber: guaranteeNumber(),
  revision: integer().notNull(),
  type: text().$type<RevisionType>().notNull(),
  status: text().$type<StoredStatus>().notNull(),
  statusFrom: date('status_from', { mode: 'string' }).$type<CalendarDay>().notNull(),
  certificateDigest: bytea('certificate_digest').notNull(),
  pdfDigest: bytea('pdf_digest').notNull(),
  depositedAt: timestamp('deposited_at', { withTimezone: true }).notNull(),
});

export const sealedParts = pgTable('sealed_parts', {
  guaranteeNumber: guaranteeNumber(),
  revision: integer().notNull(),
  part: text().$type<PartName>().notNull(),
  sealed: text().notNull(),
});

export const locators = pgTable('locators', {
  locator: bytea().primaryKey(),
  guaranteeNumber: guaranteeNumber(),
  keyGeneration: integer('key_generation').notNull(),
  replacedAt: timestamp('replaced_at', { withTimezone: true }),
});

export const envelopes = pgTable('envelopes', {
  digest: bytea().primaryKey(),
  guaranteeNumber: guaranteeNumber(),
  purpose: text().$type<Envelope['purpose']>().notNull(),
  revision: integer().notNull(),
  keyGeneration: integer('key_generation').notNull(),
  kid: text().notNull(),
  envelope: text().notNull(),
  depositedAt: timestamp('deposited_at', { withTimezone: true }).notNull(),
});

export const acknowledgementResults = ['accepted', 'correction_requested'] as const;
export type AcknowledgementResult = (typeof acknowledgementResults)[number];

export const acknowledgements = pgTable('acknowledgements', {
  id: uuid().primaryKey(),
  guaranteeNumber: guaranteeNumber(),
  revision: integer().notNull(),
  result: text().$type<AcknowledgementResult>().notNull(),
  reason: text().notNull(),
  organisation: text().notNull(),
  department: text().notNull(),
  declarer: text().notNull(),
  declaredAt: timestamp('declared_at', { withTimezone: true }).notNull(),
  submissionDigest: bytea('submission_digest').notNull(),
});

export const eventTypes = ['certificate.deposited', 'certificate.viewed', 'certificate.acknowledged'] as const;
export type EventType = (typeof eventTypes)[number];

export const events = pgTable('events', {
  id: uuid().primaryKey(),
  sequence: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().unique(),
  position: bigint({ mode: 'number' }).unique(),
  issuerId: text('issuer_id').notNull(),
  type: text().$type<EventType>().notNull(),
  guaranteeNumber: guaranteeNumber(),
  revision: integer().notNull(),
  acknowledgementId: uuid('acknowledgement_id'),
  at: timestamp('at', { withTimezone: true }).notNull(),
});

export type EnvelopeRow = typeof envelopes.$inferSelect;

export const tables = [
  ...[issuers, issuerKeys, usedCalls, guarantees, revisions, sealedParts, locators, envelopes],
  ...[acknowledgements, events],
];
