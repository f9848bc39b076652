import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoGuarantee } from '../demo/demo.js';
import { playDemo } from '../demo/play.js';
import type { DemoAccounts } from '../stack/onboarding.js';
import { Trouble } from '../trouble.js';
import type { Composition } from './composition.js';

/** From the application over the keys to the look-up of each guarantee. Returns the keys. */
export async function journey({ urls }: Composition, accounts: DemoAccounts): Promise<DemoGuarantee[]> {
  const guarantees = await playDemo({ issuerUrl: urls.issuer, accounts });
  for (const guarantee of guarantees) await lookUp(urls.dsure, guarantee);
  return guarantees;
}

export async function lookUp(dsureUrl: string, guarantee: DemoGuarantee): Promise<void> {
  const answer = await fetch(`${dsureUrl}/v1/look-ups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(guarantee),
  });
  if (!answer.ok) throw new Trouble(`The look-up answered ${answer.status}.`, await answer.text());
  const { certificate, verification } = (await answer.json()) as {
    certificate: { guaranteeNumber: string };
    verification: { result: string }[];
  };
  if (certificate.guaranteeNumber !== guarantee.guaranteeNumber || verification.some((one) => one.result === 'failed'))
    throw new Trouble('The look-up did not show what was issued.');
}

/** Returns when the catcher has that many mails; none carries a key. */
export async function mailsArrive(mailUrl: string, count: number, guarantees: DemoGuarantee[]): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const mails = await (await fetch(`${mailUrl}/email`)).text();
    if ((JSON.parse(mails) as unknown[]).length >= count) {
      if (guarantees.some(({ authenticationKey }) => mails.includes(authenticationKey)))
        throw new Trouble('A mail carries an authentication key.');
      return;
    }
    await sleep(250);
  }
  throw new Trouble(`Fewer than ${count} mails arrived.`);
}
