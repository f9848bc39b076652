import type { ContractReader, Schema } from './document.js';

export interface Request {
  method: string;
  url: string;
  headers?: Record<string, string>;
  payload?: string | Buffer | object;
}

export interface Response {
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
  rawPayload: Buffer;
  json(): unknown;
}

/** As much of a Fastify instance as tests need. */
export interface Injectable {
  inject(request: object): Promise<Response>;
}

/** What in an answer is not as the contract says; empty if all is. */
export function faultsOfAnswer(reader: ContractReader, request: Request, response: Response): string[] {
  const { statusCode } = response;
  const mediaType = String(response.headers['content-type'] ?? '').split(';', 1)[0]!;
  const declared = reader.placeOf(request.method, request.url)?.operation.responses;
  const problem: Schema = { $ref: '#/components/schemas/Problem' };
  if (declared === undefined) {
    // Addresses and methods that the contract does not know; pages stand outside it.
    return statusCode < 400 ? [] : inMediaType('application/problem+json', mediaType, reader, problem, response);
  }
  const answer = declared[String(statusCode)];
  if (answer === undefined) return [`status ${statusCode} is not in the contract: ${response.body.slice(0, 300)}`];
  if (answer.content === undefined) return [];
  const schema = answer.content[mediaType]?.schema;
  if (answer.content[mediaType] === undefined) return [`media type ${mediaType} is not in the contract`];
  return schema ? inMediaType(mediaType, mediaType, reader, schema, response) : [];
}

function inMediaType(wanted: string, real: string, reader: ContractReader, schema: Schema, response: Response) {
  if (wanted !== real) return [`answered as ${real || 'nothing'} instead of ${wanted}`];
  return real.endsWith('json') ? reader.faults(schema, response.json()) : [];
}

/** The service's `inject`, which fails where an answer breaks the contract. */
export function checkedInject(app: Injectable, reader: ContractReader): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await app.inject(request);
    const faults = faultsOfAnswer(reader, request, response);
    if (faults.length > 0) {
      throw new Error(
        `${request.method} ${request.url} answered ${response.statusCode} against its contract: ${faults}`,
      );
    }
    return response;
  };
}
