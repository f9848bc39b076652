import { setTimeout as sleep } from 'node:timers/promises';
import type { Attempts } from './attempts.js';
import { callOperation } from './call.js';
import type { Credentials } from './credentials.js';
import type { Operation } from './operation.js';
import type { Input } from './request.js';
import type { AnswerOf, Arguments } from './types.js';

/** Every operation of a contract by its operationId. */
export type Client<Operations> = {
  [Id in keyof Operations]: (...args: Arguments<Operations[Id]>) => Promise<AnswerOf<Operations[Id]>>;
} & {
  /** The same, where the operationId is a value. */
  call<Id extends keyof Operations>(
    operationId: Id,
    ...args: Arguments<Operations[Id]>
  ): Promise<AnswerOf<Operations[Id]>>;
};

export interface ClientOptions extends Partial<Attempts> {
  baseUrl: string;
  /** In place of the global one. */
  fetch?: (request: Request) => Promise<Response>;
}

export function createClient<Operations>(
  operations: Record<keyof Operations & string, Operation>,
  { baseUrl, fetch = globalThis.fetch, ...patience }: ClientOptions,
  credentials?: Credentials,
): Client<Operations> {
  const calling = { ...patient, ...patience, baseUrl, fetch: (request: Request) => fetch(request), credentials };
  const call = (operationId: string, input: Input = {}) =>
    callOperation(calling, operations[operationId as keyof typeof operations], input);
  const named = Object.keys(operations).map((id) => [id, (input?: Input) => call(id, input)]);
  // The types are those of the contract; that the table has a line for each is seen where it is printed.
  return { ...Object.fromEntries(named), call } as Client<Operations>;
}

const patient: Attempts = {
  attempts: 3,
  timeoutMs: 30_000,
  longestWaitMs: 10_000,
  wait: (ms, signal) => sleep(ms, undefined, signal && { signal }),
};
