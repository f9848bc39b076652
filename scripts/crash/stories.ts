import { setTimeout as sleep } from 'node:timers/promises';
import { createDsureClient, type DsureClient } from '@e-surety/client/dsure';
import { createIssuerClient, type IssuerClient } from '@e-surety/client/issuer';
import { todayInTokyo } from '@e-surety/domain';
import { given } from '../demo/caller.js';
import { exampleApplication } from '../demo/example.js';
import { apply } from '../demo/play.js';
import type { DemoAccount } from '../stack/onboarding.js';
import type { Stack } from '../stack/stack.js';

/** Callers who know that the other side may be gone for a moment, and say the same again until they are answered. */
const patient = {
  attempts: 200,
  timeoutMs: 10_000,
  longestWaitMs: Number.POSITIVE_INFINITY,
  wait: (ms: number) => sleep(Math.min(ms, 250)),
};

export interface People {
  contractor: IssuerClient;
  underwriter: IssuerClient;
  orderer: DsureClient;
}

export function peopleOf({ issuerUrl, dsureUrl, accounts }: Stack): People {
  const systemOf = ({ clientId, clientSecret }: DemoAccount) =>
    createIssuerClient({ ...patient, baseUrl: issuerUrl, credentials: { clientId, clientSecret } });
  return {
    contractor: systemOf(accounts.contractor),
    underwriter: systemOf(accounts.underwriter),
    orderer: createDsureClient({ ...patient, baseUrl: dsureUrl }),
  };
}

/** What has to be true of a guarantee, whatever was killed on the way. */
export interface Expected {
  guaranteeNumber: string;
  amount: number;
  revisions: number;
}

/** One guarantee from application to look-up, then a decrease and a new key; at each station it is what it has to be. */
export async function liveThrough(people: People, told: Expected[]): Promise<void> {
  const { contractor } = people;
  const application = exampleApplication();
  const body = { ...application, guarantees: application.guarantees.slice(0, 1) };
  const id = await apply(contractor, body);
  const path = { id };
  await approve(people, id);
  const guaranteeNumber = await until(async () => {
    const [guarantee] = (await given(contractor.readApplication({ path }))).data.guarantees;
    return guarantee!.status === 'issued' ? guarantee!.guaranteeNumber! : undefined;
  });
  const expected: Expected = { guaranteeNumber, amount: body.guarantees[0]!.amount, revisions: 1 };
  told.push(expected);
  await demandSeen(people, expected);

  await decrease(people, expected);
  await demandSeen(people, expected);
  const before = await keyOf(people, guaranteeNumber);
  await given(contractor.replaceKey({ path: { guaranteeNumber }, body: { reason: '見本' } }));
  await until(async () => ((await keyOf(people, guaranteeNumber)) === before ? undefined : true));
  await demandSeen(people, expected);
}

/** Not to be said twice, since what it is about has changed: after an answer that got lost one looks first. */
async function approve({ underwriter }: People, id: string): Promise<void> {
  const path = { id };
  await until(async () => {
    const { data, headers } = await given(underwriter.readApplication({ path }));
    const [guarantee] = data.guarantees;
    if (guarantee!.status !== 'submitted') return true;
    const guarantees = [{ kind: guarantee!.kind, decision: 'approve' as const, message: null }];
    await lostOrAnswered(
      underwriter.reviewApplication({ path, headers: { 'if-match': headers.get('etag')! }, body: { guarantees } }),
    );
    return undefined;
  });
}

async function decrease({ contractor, underwriter }: People, expected: Expected): Promise<void> {
  const { guaranteeNumber } = expected;
  const newAmount = expected.amount - 100_000;
  const { id } = (
    await given(
      contractor.requestChange({
        path: { guaranteeNumber },
        body: {
          ...{ type: 'decrease' as const, newAmount, effectiveOn: todayInTokyo(new Date()), reason: '見本' },
          ...{ contractChange: null, newPeriodTo: null },
        },
      }),
    )
  ).data;
  const path = { guaranteeNumber, id };
  await until(async () => {
    const { data, headers } = await given(underwriter.readChangeRequest({ path }));
    if (data.status === 'issued') return true;
    if (data.status === 'submitted') {
      const body = { decision: 'approve' as const, message: null };
      await lostOrAnswered(underwriter.reviewChange({ path, headers: { 'if-match': headers.get('etag')! }, body }));
    }
    return undefined;
  });
  expected.amount = newAmount;
  expected.revisions += 1;
}

/** As the orderer sees it, with the key that holds. */
export async function demandSeen(people: People, { guaranteeNumber, amount, revisions }: Expected): Promise<void> {
  const authenticationKey = await keyOf(people, guaranteeNumber);
  const { data } = await given(people.orderer.lookUpCertificate({ body: { guaranteeNumber, authenticationKey } }));
  const seen = `${data.status} ${data.certificate.amount} ${data.revisions}`;
  if (seen !== `in_force ${amount} ${revisions}`)
    throw new Error(`${guaranteeNumber} is ${seen} instead of ${amount} in ${revisions} revisions`);
}

const keyOf = ({ contractor }: People, guaranteeNumber: string) =>
  until(async () => {
    const answer = await contractor.readAuthenticationKey({ path: { guaranteeNumber } });
    // While a key is being replaced, none is told.
    return answer.ok ? answer.data.authenticationKey : undefined;
  });

async function lostOrAnswered(answering: Promise<unknown>): Promise<void> {
  await answering.catch(() => {});
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(50)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error('what was begun did not come to its end within two minutes');
}
