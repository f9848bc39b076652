import { randomUUID } from 'node:crypto';
import type { Certificate } from '@e-surety/domain';
import { signCall } from '@e-surety/seal/sign';
import type { World } from '../world.js';
import { Held } from './held.js';

/** Answers after which the same bytes may well be taken later; any other refusal needs a person. */
const passing = new Set([401, 408, 425, 429]);

/**
 * Step 5: puts exactly the stored bytes. A lost answer is asked for again, with a new call token each time; D-Sure gives the same
 * acknowledgement for the same bytes.
 */
export async function depositRevision(
  { dsure, now, signingKeys }: World,
  certificate: Certificate,
  body: Buffer,
): Promise<unknown> {
  const { guaranteeNumber, revision } = certificate;
  const callToken = await signCall({ audience: dsure.audience, now: now(), jti: randomUUID() }, signingKeys.call);
  const { status, acknowledgement, code } = await dsure.client.putRevision({
    guaranteeNumber,
    revision,
    body,
    callToken,
  });
  if (acknowledgement !== undefined) return acknowledgement;
  if (status >= 500 || passing.has(status)) throw new DsureUnavailable(status);
  throw new Held(`D-Sureが登録を受け付けませんでした(${status} ${code})。`);
}

export class DsureUnavailable extends Error {
  readonly code: string;

  constructor(status: number) {
    super(`D-Sure answered ${status}`);
    this.name = 'DsureUnavailable';
    this.code = `dsure_answered_${status}`;
  }
}
