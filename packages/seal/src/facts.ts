import { guaranteeKinds, isCalendarDay, isGuaranteeNumber, revisionTypes, storedStatuses } from '@e-surety/domain';
import {
  type Digest,
  highestOrdinal,
  issuerIdPattern,
  type Locator,
  type PartName,
  type SealedDigests,
} from './format.js';
import { integer, object, oneOf, satisfying, text } from './shape.js';

/** 32 bytes: the last of the 43 characters carries two unused bits, which must be zero. */
const bytes32 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export const issuerId = text(new RegExp(issuerIdPattern));
export const kid = text(bytes32);
export const coordinate = text(bytes32);
export const digest = text<Digest>(bytes32);
export const locator = text<Locator>(bytes32);
export const guaranteeNumber = satisfying(isGuaranteeNumber);
export const calendarDay = satisfying(isCalendarDay);
export const revision = integer(0, highestOrdinal);
export const keyGeneration = integer(1, highestOrdinal);
export const guaranteeKind = oneOf(guaranteeKinds);
export const revisionType = oneOf(revisionTypes);
export const storedStatus = oneOf(storedStatuses);
export const secondsSinceEpoch = integer(0, 253_402_300_799);

const digests = object<SealedDigests[PartName]>({ digest, sealedDigest: digest });
export const sealedDigests = object<SealedDigests>({ certificate: digests, pdf: digests });
