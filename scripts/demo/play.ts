import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../stack/stack.js';
import { Trouble } from '../trouble.js';
import { type Caller, signIn } from './caller.js';
import type { DemoGuarantee } from './demo.js';
import { exampleApplication } from './example.js';
import { smallPdf } from './papers.js';

export interface ApplicationAnswer {
  id: string;
  etag: string;
  status: string;
  guarantees: { kind: string; status: string; guaranteeNumber: string | null; fee: { amount: number } }[];
}

/** Plays the example once through the public API of a running stack. */
export async function playDemo({
  issuerUrl,
  accounts,
}: Pick<Stack, 'issuerUrl' | 'accounts'>): Promise<DemoGuarantee[]> {
  const contractor = await signIn(issuerUrl, accounts.contractor);
  const underwriter = await signIn(issuerUrl, accounts.underwriter);
  const { id } = await contractor.post<ApplicationAnswer>('/v1/applications', exampleApplication());
  await attachContract(contractor, id);
  await contractor.post(`/v1/applications/${id}/submission`);
  await approveAll(underwriter, id);
  const numbers = await issued(contractor, id);
  return Promise.all(
    numbers.map((number) => contractor.get<DemoGuarantee>(`/v1/guarantees/${number}/authentication-key`)),
  ).then((keys) => keys.map(({ guaranteeNumber, authenticationKey }) => ({ guaranteeNumber, authenticationKey })));
}

/** The paper without which nothing is approved. */
export function attachContract(contractor: Caller, id: string): Promise<unknown> {
  const file = { name: '請負契約書.pdf', content: smallPdf('Contract for works (sample)') };
  return contractor.upload(`/v1/applications/${id}/attachments`, { type: 'contract' }, file);
}

export async function approveAll(underwriter: Caller, id: string): Promise<ApplicationAnswer> {
  const submitted = await underwriter.get<ApplicationAnswer>(`/v1/applications/${id}`);
  const guarantees = submitted.guarantees.map(({ kind }) => ({ kind, decision: 'approve', message: null }));
  return underwriter.post(`/v1/applications/${id}/review`, { guarantees }, { 'if-match': submitted.etag });
}

/** The numbers of all its guarantees, once D-Sure has confirmed every one. */
export async function issued(contractor: Caller, id: string): Promise<string[]> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { guarantees } = await contractor.get<ApplicationAnswer>(`/v1/applications/${id}`);
    if (guarantees.every(({ status }) => status === 'issued')) return guarantees.map((one) => one.guaranteeNumber!);
    const stuck = guarantees.find(({ status }) => status === 'held' || status === 'declined');
    if (stuck) throw new Trouble(`${stuck.kind} is ${stuck.status}.`, JSON.stringify(guarantees, null, 2));
    await sleep(50);
  }
  throw new Trouble('The certificates were not issued within a minute.');
}
