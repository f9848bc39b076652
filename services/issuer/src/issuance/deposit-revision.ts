import type { Certificate } from '@e-surety/domain';
import type { Deposit } from '@e-surety/seal/format';
import type { World } from '../world.js';
import { Held } from './held.js';

/**
 * Step 5: puts the stored deposit. A lost answer is asked for again, each time with a new call token; D-Sure gives the same
 * acknowledgement for the same bytes.
 */
export async function depositRevision({ dsure }: World, certificate: Certificate, deposit: Buffer): Promise<unknown> {
  const { guaranteeNumber, revision } = certificate;
  const body = JSON.parse(deposit.toString()) as Deposit;
  const answer = await dsure.client.depositRevision({ guaranteeNumber, revision }, body);
  if (answer.ok) return answer.data;
  const { status, problem } = answer;
  if (mayPass(status, problem.code)) throw new DsureUnavailable(`${status} ${problem.code}`);
  throw new Held(`D-Sureが登録を受け付けませんでした(${status} ${problem.code})。`);
}

/** After these the same bytes may well be taken later; any other refusal is about the deposit itself and needs a person. */
const mayPass = (status: number, code: string): boolean =>
  status >= 500 || [401, 408, 425, 429].includes(status) || code === 'not_answered_by_dsure';

class DsureUnavailable extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`D-Sure answered ${code}`);
    this.name = 'DsureUnavailable';
    this.code = code;
  }
}
