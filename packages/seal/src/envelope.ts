import { statusAfter } from '@e-surety/domain';
import * as facts from './facts.js';
import {
  type DepositEnvelope,
  type Envelope,
  envelopeFormat,
  highestOrdinal,
  type KeyReplacementEnvelope,
  type ResealedRevision,
} from './format.js';
import { SealError } from './seal-error.js';
import { isObject, list, nullable, object, oneOf, refuse } from './shape.js';

/** Every member checked, and each against the others: what one envelope can contradict in itself is refused here. */
export function parseEnvelope(value: unknown): Envelope {
  if (!isObject(value)) return refuse('');
  if (value.format !== envelopeFormat) throw new SealError('format_unknown', '/format');
  return value.purpose === 'key_replacement' ? parseKeyReplacement(value) : parseDeposit(value);
}

const common = {
  format: oneOf([envelopeFormat]),
  issuer: facts.issuerId,
  guaranteeNumber: facts.guaranteeNumber,
  keyGeneration: facts.keyGeneration,
  locator: facts.locator,
  previous: nullable(facts.digest),
  sealedAt: facts.secondsSinceEpoch,
};

const depositShape = object<DepositEnvelope>({
  ...common,
  purpose: oneOf(['deposit']),
  kind: facts.guaranteeKind,
  revision: facts.revision,
  type: facts.revisionType,
  status: facts.storedStatus,
  statusFrom: facts.calendarDay,
  parts: facts.sealedDigests,
});

function parseDeposit(value: unknown): DepositEnvelope {
  const envelope = depositShape(value, '');
  const first = envelope.revision === 0;
  if ((envelope.type === 'original') !== first) refuse('/type');
  if (envelope.status !== statusAfter[envelope.type]) refuse('/status');
  if ((envelope.previous === null) !== first) refuse('/previous');
  if (first && envelope.keyGeneration !== 1) refuse('/keyGeneration');
  return envelope;
}

const resealed = object<ResealedRevision>({
  status: facts.storedStatus,
  statusFrom: facts.calendarDay,
  parts: facts.sealedDigests,
});

const keyReplacementShape = object<KeyReplacementEnvelope>({
  ...common,
  purpose: oneOf(['key_replacement']),
  revisions: list(resealed, { min: 1, max: highestOrdinal + 1 }),
});

function parseKeyReplacement(value: unknown): KeyReplacementEnvelope {
  const envelope = keyReplacementShape(value, '');
  if (envelope.keyGeneration < 2) refuse('/keyGeneration');
  if (envelope.previous === null) refuse('/previous');
  return envelope;
}
