import { randomUUID } from 'node:crypto';
import type { Operation } from './operation.js';

export interface Input {
  path?: Record<string, string>;
  query?: Record<string, string | undefined>;
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

/** One call, ready to be sent as often as needed: the same key and the same bytes each time. */
export interface Prepared {
  method: string;
  url: string;
  headers: Headers;
  body: ArrayBuffer | null;
}

export async function prepare(baseUrl: string, operation: Operation, input: Input): Promise<Prepared> {
  const { body, type } = await serialise(operation, input.body);
  const headers = new Headers({ accept: 'application/json, */*' });
  if (type !== null) headers.set('content-type', type);
  for (const [name, value] of Object.entries(input.headers ?? {})) if (value !== undefined) headers.set(name, value);
  if (operation.idempotencyKey && !headers.has('idempotency-key')) headers.set('idempotency-key', randomUUID());
  return { method: operation.method, url: addressOf(baseUrl, operation.path, input), headers, body };
}

function addressOf(baseUrl: string, template: string, { path = {}, query = {} }: Input): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, path[name]));
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(asked).toString();
  return baseUrl.replace(/\/+$/, '') + filled + (search === '' ? '' : `?${search}`);
}

/** What would lead to the address of another operation is no value of a parameter. */
function segment(name: string, value: string | undefined): string {
  if (value === undefined || ['', '.', '..'].includes(value)) throw new TypeError(`path.${name} is missing`);
  return encodeURIComponent(value);
}

async function serialise(
  { body: type }: Operation,
  body: unknown,
): Promise<{ body: ArrayBuffer | null; type: string | null }> {
  if (type === undefined || body === undefined) return { body: null, type: null };
  // What stands in a form has a boundary, and what is text a charset: the platform says which.
  const sent = new Response(encoded(type, body));
  const said = type === 'multipart/form-data' ? sent.headers.get('content-type') : type;
  return { body: await sent.arrayBuffer(), type: said };
}

function encoded(type: string, body: unknown): string | URLSearchParams | FormData | Uint8Array<ArrayBuffer> {
  if (type === 'application/json') return JSON.stringify(body);
  if (type === 'application/x-www-form-urlencoded') return new URLSearchParams(body as Record<string, string>);
  if (type === 'multipart/form-data') return form(body as Record<string, string | Blob | undefined>);
  return body as string | Uint8Array<ArrayBuffer>;
}

/** Fields before files, so that a reader of the stream knows what the file is when it comes. */
function form(fields: Record<string, string | Blob | undefined>): FormData {
  const entries = Object.entries(fields);
  const data = new FormData();
  for (const [name, value] of entries) if (typeof value === 'string') data.append(name, value);
  for (const [name, value] of entries) if (value instanceof Blob) data.append(name, value);
  return data;
}
