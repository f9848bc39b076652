import type { Signer } from '@e-surety/seal/sign';

/** One key for each purpose; none signs for another. */
export interface SigningKeys {
  certificate: Signer<'certificate'>;
  envelope: Signer<'envelope'>;
  call: Signer<'call'>;
  /** PEM: for the signature inside the PDF. `timestampUrl`: the authority whose timestamp it carries, if any. */
  pdf: { privateKeyPem: string; certificatePem: string; timestampUrl?: string };
}
