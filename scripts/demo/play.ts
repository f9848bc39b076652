import { setTimeout as sleep } from 'node:timers/promises';
import type { IssuerClient } from '@e-surety/client/issuer';
import type { Stack } from '../stack/stack.js';
import { Trouble } from '../trouble.js';
import { given, systemOf } from './caller.js';
import type { DemoGuarantee } from './demo.js';
import { exampleApplication } from './example.js';
import { smallPdf } from './papers.js';

/** Plays the example once through the public API of a running stack. */
export async function playDemo({
  issuerUrl,
  accounts,
}: Pick<Stack, 'issuerUrl' | 'accounts'>): Promise<DemoGuarantee[]> {
  const contractor = systemOf(issuerUrl, accounts.contractor);
  const id = await apply(contractor, exampleApplication());
  await approveAll(systemOf(issuerUrl, accounts.underwriter), id);
  const numbers = await issued(contractor, id);
  return Promise.all(numbers.map((number) => keyOf(contractor, number)));
}

/** An application with the paper that it needs, sent; returns its id. */
export async function apply(contractor: IssuerClient, body: ReturnType<typeof exampleApplication>): Promise<string> {
  const { id } = (await given(contractor.createApplication({ body }))).data;
  await attachContract(contractor, id);
  await given(contractor.submitApplication({ path: { id } }));
  return id;
}

/** The paper without which nothing is approved. */
export function attachContract(contractor: IssuerClient, id: string): Promise<unknown> {
  const file = new File([smallPdf('Contract for works (sample)')], '請負契約書.pdf', { type: 'application/pdf' });
  return given(contractor.addAttachment({ path: { id }, body: { type: 'contract', file } }));
}

export async function approveAll(underwriter: IssuerClient, id: string): Promise<void> {
  const path = { id };
  const { data, headers } = await given(underwriter.readApplication({ path }));
  const guarantees = data.guarantees.map(({ kind }) => ({ kind, decision: 'approve' as const, message: null }));
  const ifMatch = { 'if-match': headers.get('etag')! };
  await given(underwriter.reviewApplication({ path, headers: ifMatch, body: { guarantees } }));
}

export async function keyOf(contractor: IssuerClient, number: string): Promise<DemoGuarantee> {
  const { data } = await given(contractor.readAuthenticationKey({ path: { guaranteeNumber: number } }));
  return { guaranteeNumber: data.guaranteeNumber, authenticationKey: data.authenticationKey };
}

/** The numbers of all its guarantees, once D-Sure has confirmed every one. */
export async function issued(contractor: IssuerClient, id: string): Promise<string[]> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { guarantees } = (await given(contractor.readApplication({ path: { id } }))).data;
    if (guarantees.every(({ status }) => status === 'issued')) return guarantees.map((one) => one.guaranteeNumber!);
    const stuck = guarantees.find(({ status }) => status === 'held' || status === 'declined');
    if (stuck) throw new Trouble(`${stuck.kind} is ${stuck.status}.`, JSON.stringify(guarantees, null, 2));
    await sleep(50);
  }
  throw new Trouble('The certificates were not issued within a minute.');
}
