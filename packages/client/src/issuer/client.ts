import { type Client, type ClientOptions, createClient } from '../call/client.js';
import type { operations } from './contract.js';
import { type ClientCredentials, type Session, sessionOf, tokensOf } from './credentials.js';
import { operationTable } from './operation-table.js';

export interface IssuerClientOptions extends ClientOptions {
  /** Not needed for what anybody may call. */
  credentials?: ClientCredentials | Session;
}

export type IssuerClient = Client<operations>;

/** Net Desk of one guarantee company. */
export function createIssuerClient({ credentials, ...options }: IssuerClientOptions): IssuerClient {
  if (credentials === undefined) return createClient<operations>(operationTable, options);
  return createClient<operations>(operationTable, options, credentialsOf(credentials, options));
}

function credentialsOf(credentials: ClientCredentials | Session, options: ClientOptions) {
  if ('cookie' in credentials) return sessionOf(credentials, options.baseUrl);
  const anybody = createClient<operations>(operationTable, options);
  return tokensOf(credentials, (authorization) =>
    anybody.issueAccessToken({ headers: { authorization }, body: { grant_type: 'client_credentials' } }),
  );
}
