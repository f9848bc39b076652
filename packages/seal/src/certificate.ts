import { type Certificate, certificateFormat, parseCertificate, Refusal } from '@e-surety/domain';
import { decodeBase64url, parseJson } from './encoding.js';
import { SealError } from './seal-error.js';
import { isObject, refuse } from './shape.js';

/** A certificate as the domain knows it; the domain's refusal becomes one of this package. */
export function readCertificate(payload: unknown): Certificate {
  if (!isObject(payload)) return refuse('');
  if (payload.format !== certificateFormat) throw new SealError('format_unknown', '/format');
  try {
    return parseCertificate(payload);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.pointer ?? '');
    throw error;
  }
}

/** Reads what the issuer itself has signed, without verifying it again. */
export function readOwnCertificate(jws: string): Certificate {
  return readCertificate(parseJson(decodeBase64url(jws.split('.')[1] ?? '')));
}
