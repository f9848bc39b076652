import createClient from 'openapi-fetch';
import { type Answer, answerOf } from './answer.js';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];

/** Signs one call of an issuer. Asked for each attempt, since a token counts only once. */
export type CallToken = () => Promise<string>;

export interface DsureClientOptions {
  baseUrl: string;
  /** In place of the global one. */
  fetch?: (request: Request) => Promise<Response>;
  /** Only an issuer has one. */
  callToken?: CallToken;
}

interface Revision {
  guaranteeNumber: string;
  revision: number;
}

/** D-Sure's operations by their names. Nothing is tried twice here: when to try again is for the caller to say. */
export function createDsureClient({ baseUrl, fetch, callToken }: DsureClientOptions) {
  const client = createClient<paths>({ baseUrl, ...(fetch && { fetch }) });

  async function signed() {
    if (callToken === undefined) throw new TypeError('this client was made without a call token');
    return bearer(await callToken());
  }

  return {
    async depositRevision({ guaranteeNumber, revision }: Revision, body: Schemas['Deposit']) {
      const path = { guaranteeNumber, revision: String(revision) };
      const headers = await signed();
      return answerOf<Schemas['DepositConfirmation']>(
        client.PUT('/v1/certificates/{guaranteeNumber}/revisions/{revision}', { params: { path }, headers, body }),
      );
    },

    async replaceKey(
      { guaranteeNumber, keyGeneration }: { guaranteeNumber: string; keyGeneration: number },
      body: Schemas['KeyReplacement'],
    ) {
      const path = { guaranteeNumber, keyGeneration: String(keyGeneration) };
      const address = '/v1/certificates/{guaranteeNumber}/key-generations/{keyGeneration}';
      const headers = await signed();
      return answerOf<Schemas['DepositConfirmation']>(client.PUT(address, { params: { path }, headers, body }));
    },

    lookUpCertificate(body: Schemas['LookUp']): Promise<Answer<Schemas['FoundCertificate']>> {
      return answerOf(client.POST('/v1/look-ups', { body }));
    },

    /** Up to 100 at once, each answered on its own and in the same order. */
    lookUpCertificates(lookUps: Schemas['LookUp'][]): Promise<Answer<Schemas['BatchAnswer']>> {
      return answerOf(client.POST('/v1/look-ups/batch', { body: { lookUps } }));
    },

    crossCheckCertificate(body: Schemas['CrossCheck']): Promise<Answer<Schemas['CrossCheckAnswer']>> {
      return answerOf(client.POST('/v1/look-ups/cross-check', { body }));
    },

    /** The PDF as it was deposited. */
    viewCertificatePdf({ guaranteeNumber, revision }: Revision, viewToken: string): Promise<Answer<ArrayBuffer>> {
      const path = { guaranteeNumber, revision: String(revision) };
      const address = '/v1/certificates/{guaranteeNumber}/revisions/{revision}/certificate.pdf';
      return answerOf(client.GET(address, { params: { path }, headers: bearer(viewToken), parseAs: 'arrayBuffer' }));
    },

    /** The signed data as it was deposited. */
    viewCertificateJws({ guaranteeNumber, revision }: Revision, viewToken: string): Promise<Answer<string>> {
      const path = { guaranteeNumber, revision: String(revision) };
      const address = '/v1/certificates/{guaranteeNumber}/revisions/{revision}/certificate.jws';
      return answerOf(client.GET(address, { params: { path }, headers: bearer(viewToken), parseAs: 'text' }));
    },

    /** 閲覧確認票, a PDF. */
    viewReceipt({ guaranteeNumber, revision }: Revision, viewToken: string): Promise<Answer<ArrayBuffer>> {
      const path = { guaranteeNumber, revision: String(revision) };
      const address = '/v1/certificates/{guaranteeNumber}/revisions/{revision}/receipt.pdf';
      return answerOf(client.GET(address, { params: { path }, headers: bearer(viewToken), parseAs: 'arrayBuffer' }));
    },

    /** The same declaration with the same token counts once. */
    acknowledgeCertificate(
      { guaranteeNumber, revision }: Revision,
      body: Schemas['Acknowledgement'],
      viewToken: string,
    ): Promise<Answer<Schemas['RecordedAcknowledgement']>> {
      const path = { guaranteeNumber, revision: String(revision) };
      const address = '/v1/certificates/{guaranteeNumber}/revisions/{revision}/acknowledgements';
      return answerOf(client.POST(address, { params: { path }, headers: bearer(viewToken), body }));
    },

    /** What happened to the issuer's own certificates since the place that the last answer named. */
    async listEvents({ after, limit = 100 }: { after: string | null; limit?: number }) {
      const query = { limit: String(limit), ...(after !== null && { after }) };
      const headers = await signed();
      return answerOf<Schemas['EventFeed']>(client.GET('/v1/events', { params: { query }, headers }));
    },

    listIssuers(): Promise<Answer<Schemas['IssuerList']>> {
      return answerOf(client.GET('/v1/issuers'));
    },

    listIssuerKeys(issuer: string): Promise<Answer<Schemas['IssuerKeySet']>> {
      return answerOf(client.GET('/v1/issuers/{issuer}/jwks.json', { params: { path: { issuer } } }));
    },
  };
}
export type DsureClient = ReturnType<typeof createDsureClient>;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
