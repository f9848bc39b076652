import { type GuaranteeNumber, issuerPrefixOf, Refusal } from '@e-surety/domain';
import type { Envelope } from '@e-surety/seal/format';
import type { KeyStatus } from '../db/tables.js';
import type { DsureRefusalCode } from '../refusals.js';
import type { Caller } from './issuer-call.js';

/** Asked before anything is looked up, so that the answer is the same whether or not the number exists. */
export function demandOwnNumber(guaranteeNumber: GuaranteeNumber, { numberPrefix }: Caller): void {
  if (issuerPrefixOf(guaranteeNumber) !== numberPrefix) throw new Refusal<DsureRefusalCode>('number_of_another_issuer');
}

/** Caller, envelope, and with it the owner of the key that signed it, are one and the same issuer. */
export function demandOwnEnvelope(envelope: Envelope, { issuer }: Caller): void {
  if (envelope.issuer !== issuer) throw new Refusal<DsureRefusalCode>('envelope_of_another_issuer');
}

export function demandSame(part: string, inPath: string | number, inEnvelope: string | number): void {
  if (inPath !== inEnvelope)
    throw new Refusal<DsureRefusalCode>('path_differs', { part, inPath, inEnvelope }, '/envelope');
}

/** Asked only of what is new: what was deposited before a key was retired can still be repeated. */
export function demandActive(status: KeyStatus): void {
  if (status === 'retired') throw new Refusal<DsureRefusalCode>('signing_key_retired');
  if (status === 'compromised') throw new Refusal<DsureRefusalCode>('signing_key_compromised');
}
