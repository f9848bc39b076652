import { randomUUID } from 'node:crypto';
import { Trouble } from '../trouble.js';

/** Somebody who calls Net Desk's API with an access token. */
export interface Caller {
  get<T>(path: string): Promise<T>;
  /** Each call is a new one: a fresh Idempotency-Key. */
  post<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** A file as `multipart/form-data`, with the other fields of the form. */
  upload<T>(path: string, fields: Record<string, string>, file: { name: string; content: Buffer }): Promise<T>;
  download(path: string): Promise<Buffer>;
}

export async function signIn(
  url: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<Caller> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const token = await answer(
    await fetch(`${url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }),
  ).then((response) => response.json() as Promise<{ access_token: string }>);
  const authorization = `Bearer ${token.access_token}`;
  return {
    get: async <T>(path: string) => {
      const response = await answer(await fetch(url + path, { headers: { authorization } }));
      return { ...((await response.json()) as object), etag: response.headers.get('etag') } as T;
    },
    post: async <T>(path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await answer(
        await fetch(url + path, {
          method: 'POST',
          headers: { authorization, 'idempotency-key': randomUUID(), ...json, ...headers },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      );
      return { ...((await response.json()) as object), etag: response.headers.get('etag') } as T;
    },
    upload: async <T>(
      path: string,
      fields: Record<string, string>,
      { name, content }: { name: string; content: Buffer },
    ) => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', new Blob([new Uint8Array(content)]), name);
      const headers = { authorization, 'idempotency-key': randomUUID() };
      const response = await answer(await fetch(url + path, { method: 'POST', headers, body: form }));
      return (await response.json()) as T;
    },
    download: async (path) =>
      Buffer.from(await (await answer(await fetch(url + path, { headers: { authorization } }))).arrayBuffer()),
  };
}

/** A refusal is told in its own words. */
async function answer(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Trouble(`${new URL(response.url).pathname} answered ${response.status}.`, await response.text());
}
