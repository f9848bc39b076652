import {
  type Certificate,
  type Change,
  type ChangedValue,
  certificateFormat,
  type FiscalYearBase,
  type HistoryEntry,
  type JointVenture,
  type PriorAdvance,
  revisionTypes,
  type Signatory,
  storedStatuses,
} from './certificate.js';
import { checkConsistency } from './certificate-consistency.js';
import { isGuaranteeNumber } from './guarantee-number.js';
import { isOrdererCode } from './local-government-code.js';
import {
  amountOfYen,
  count,
  day,
  isText,
  listOf,
  malformed,
  matching,
  membersOf,
  nonEmptyText,
  oneOf,
  orNull,
  type Reader,
  record,
  text,
  that,
} from './reader.js';
import { guaranteeKinds, redeposits, worksSubjects } from './words.js';

/**
 * Reads a certificate that somebody else wrote. Refused, with a JSON Pointer: an unknown or missing member or one of a wrong
 * type (`certificate_malformed`), and a history that does not lead to what the certificate says (`certificate_inconsistent`).
 */
export function parseCertificate(value: unknown): Certificate {
  const { kind } = membersOf(value, '');
  const certificate = certificateOfKind[oneOf(guaranteeKinds)(kind, '/kind')](value, '');
  checkConsistency(certificate);
  return certificate;
}

const guaranteeNumber = that(isGuaranteeNumber, 'a guarantee number in its printed form');

const signatory = record<Signatory>({ office: orNull(nonEmptyText), title: nonEmptyText, name: orNull(nonEmptyText) });

const jointVenture = record<JointVenture>({
  name: nonEmptyText,
  representative: count,
  members: listOf(
    record({
      name: nonEmptyText,
      address: text,
      representativeTitle: text,
      representativeName: text,
      sharePercent: matching(/^\d{1,3}(\.\d+)?$/u),
    }),
  ),
});

const changedValue: Reader<ChangedValue> = that(
  (value): value is ChangedValue => value === null || isText(value) || ['number', 'boolean'].includes(typeof value),
  'a single value',
);

const change = record<Change>({ item: matching(/^(\/[^/]*)+$/u), before: changedValue, after: changedValue });

const historyEntry = record<HistoryEntry>({
  revision: count,
  type: oneOf(revisionTypes),
  issuedOn: day,
  effectiveOn: day,
  reason: orNull(text),
  changes: listOf(change),
});

const common = {
  format: oneOf([certificateFormat]),
  guaranteeNumber,
  revision: count,
  type: oneOf(revisionTypes),
  amendments: count,
  issuedOn: day,
  status: oneOf(storedStatuses),
  statusFrom: day,
  issuer: record({ id: nonEmptyText, name: nonEmptyText, address: text, representative: text }),
  orderer: record({
    code: that(isOrdererCode, "an orderer's code"),
    name: nonEmptyText,
    signatory: orNull(signatory),
  }),
  contractor: record({ name: nonEmptyText, address: text, signatory, jointVenture: orNull(jointVenture) }),
  works: record({
    subject: oneOf(worksSubjects),
    name: nonEmptyText,
    number: orNull(nonEmptyText),
    place: text,
    contractDate: orNull(day),
    contractNumber: orNull(nonEmptyText),
    contractPrice: amountOfYen,
    period: record({ from: day, to: day }),
  }),
  amount: amountOfYen,
  period: record({ from: orNull(day), to: day }),
  ratio: record({
    percent: matching(/^\d+\.\d$/u),
    of: oneOf(['contractPrice', 'fiscalYearBase']),
  }),
  terms: record({ name: nonEmptyText, version: nonEmptyText }),
  remarks: text,
  history: listOf(historyEntry),
};

const advance = {
  depositary: nonEmptyText,
  redeposit: oneOf(redeposits),
  fiscalYearBase: orNull(
    record<FiscalYearBase>({
      year: count,
      basis: oneOf(['planned_output', 'payment_limit']),
      amount: amountOfYen,
    }),
  ),
};

const priorAdvance: Reader<PriorAdvance> = (value, at) => {
  const given = membersOf(value, at);
  if (Object.hasOwn(given, 'guaranteeNumber')) return record({ guaranteeNumber })(value, at);
  if (!Object.hasOwn(given, 'external')) malformed(at, 'guaranteeNumber or external');
  return record({ external: record({ issuerName: nonEmptyText, number: nonEmptyText, amount: amountOfYen }) })(
    value,
    at,
  );
};

const certificateOfKind: Record<Certificate['kind'], Reader<Certificate>> = {
  performance: record<Extract<Certificate, { kind: 'performance' }>>({ ...common, kind: oneOf(['performance']) }),
  advance_payment: record<Extract<Certificate, { kind: 'advance_payment' }>>({
    ...common,
    ...advance,
    kind: oneOf(['advance_payment']),
  }),
  interim_advance_payment: record<Extract<Certificate, { kind: 'interim_advance_payment' }>>({
    ...common,
    ...advance,
    kind: oneOf(['interim_advance_payment']),
    recognition: record({ date: day, number: nonEmptyText }),
    priorAdvance,
  }),
};
