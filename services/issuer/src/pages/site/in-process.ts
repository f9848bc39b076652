import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify';

/** What an operation is told of the person in front of the page, besides what the operation itself asks for. */
const handedOn = ['cookie', 'origin', 'sec-fetch-site'] as const;

/**
 * Pages are a client of the contract: `fetch` that reaches the service's own operations without a network. The person's session and
 * where the request comes from go along, so that every operation judges as if the browser had called it.
 */
export function inProcessFetch(
  app: Pick<FastifyInstance, 'inject'>,
  { headers, id, ip }: Pick<FastifyRequest, 'headers' | 'id' | 'ip'>,
): (request: Request) => Promise<Response> {
  const person = Object.fromEntries(handedOn.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const answer = await app.inject({
      method: request.method as NonNullable<InjectOptions['method']>,
      url: `${pathname}${search}`,
      headers: { ...Object.fromEntries(request.headers), ...person, 'x-request-id': id },
      remoteAddress: ip,
      ...(request.body && { payload: Buffer.from(await request.arrayBuffer()) }),
    });
    const { statusCode, rawPayload } = answer;
    const withoutBody = statusCode === 204 || statusCode === 304;
    return new Response(withoutBody ? null : new Uint8Array(rawPayload), {
      status: statusCode,
      headers: headersOf(answer.headers),
    });
  };
}

function headersOf(given: Record<string, string | string[] | number | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    for (const one of [value ?? []].flat()) headers.append(name, String(one));
  }
  return headers;
}
