/** Every way in which this package refuses. Closed, so that a service's table of answers does not compile while one is missing. */
export const sealErrorCodes = [
  // How it is written
  'malformed',
  'key_in_header',
  'critical_extension',
  'algorithm_refused',
  'wrong_type',
  'format_unknown',
  'member_invalid',
  'content_too_large',
  // Who signed it
  'unknown_key',
  'wrong_key_purpose',
  'signature_invalid',
  'signer_is_not_issuer',
  // When and for whom a call was made
  'wrong_audience',
  'call_expired',
  'call_not_yet_valid',
  'call_lifetime_too_long',
  'wrong_purpose',
  // Whether the sealed parts are those that were signed
  'cannot_open',
  'header_differs',
  'digest_differs',
  'sealed_digest_differs',
  'certificate_differs',
  'revisions_differ',
  // Whether an envelope follows the one before it
  'revision_out_of_sequence',
  'key_generation_outdated',
  'key_generation_out_of_sequence',
  'chain_broken',
  'guarantee_differs',
  'locator_differs',
  'locator_unchanged',
  'guarantee_ended',
  // Keys
  'key_invalid',
] as const;
export type SealErrorCode = (typeof sealErrorCodes)[number];

export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: SealErrorCode;
  /** A JSON Pointer to the member, never its value: values may be personal, or secret. */
  readonly at: string | undefined;

  constructor(code: SealErrorCode, at?: string) {
    super(at === undefined ? code : `${code}: ${at}`);
    this.code = code;
    this.at = at;
  }
}
