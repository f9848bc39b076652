import { type Client, type ClientOptions, createClient } from '../call/client.js';
import { bearer, type Credentials } from '../call/credentials.js';
import type { operations } from './contract.js';
import { operationTable } from './operation-table.js';

/** Signs one call of an issuer. Asked for each attempt, since a token counts only once. */
export type CallToken = () => Promise<string>;

export interface DsureClientOptions extends ClientOptions {
  /** Only an issuer has one. */
  callToken?: CallToken;
}

export type DsureClient = Client<operations>;

/** The central store. What needs a view token takes it with the call: `headers: bearer(token)`. */
export function createDsureClient({ callToken, ...options }: DsureClientOptions): DsureClient {
  return createClient<operations>(operationTable, options, callsOf(callToken));
}

function callsOf(callToken?: CallToken): Credentials {
  return {
    async headersFor({ credentials = [] }) {
      if (!credentials.includes('issuerCall')) return { headers: {} };
      if (callToken === undefined) throw new TypeError('this client was made without a call token');
      return { headers: bearer(await callToken()) };
    },
  };
}
