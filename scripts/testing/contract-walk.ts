import { badBodies } from './contract/bad-values.js';
import { faultsOfAnswer, type Injectable, type Request, type Response } from './contract/check-answer.js';
import type { ContractReader, Place } from './contract/document.js';
import { thorough } from './extent.js';

/** A request that would be accepted, to be made wrong in one place at a time. Made anew for each: a token may count once. */
export type RightRequest = () => Promise<{
  /** Parameters of the path, and of the query, as text. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: object;
}>;

export interface Walk {
  app: Injectable;
  reader: ContractReader;
  /** By operationId; every operation that takes anything has one. */
  right: Record<string, RightRequest>;
  /** More bytes than any operation takes; without it, more than the largest key replacement (64 MiB). */
  tooMuch?: number;
  /** What only the service's own parsers can tell, by operationId and pointer. */
  alsoWrong?: Record<string, Record<string, unknown[]>>;
}

interface BadRequest {
  what: string;
  request: Request;
  statuses: number[];
  /** What one of the answer's errors has to name. */
  pointer?: string;
}

/** Sends every operation of a contract whatever is wrong, one thing at a time; tells each answer that is not a clear refusal. */
export async function walkContract(walk: Walk): Promise<{ requests: number; faults: string[] }> {
  const faults: string[] = [];
  let requests = 0;
  for (const place of walk.reader.places) {
    for await (const bad of badRequests(walk, place)) {
      requests += 1;
      const response = await walk.app.inject(bad.request);
      faults.push(
        ...judge(walk.reader, bad, response).map((fault) => `${place.operation.operationId}, ${bad.what}: ${fault}`),
      );
    }
  }
  return { requests, faults };
}

function judge(reader: ContractReader, { request, statuses, pointer }: BadRequest, response: Response): string[] {
  const { statusCode, headers } = response;
  if (!statuses.includes(statusCode))
    return [`answered ${statusCode}, not ${statuses}: ${response.body.slice(0, 200)}`];
  const faults = faultsOfAnswer(reader, request, response);
  if (statusCode === 405 && !headers.allow) faults.push('no Allow header');
  if (pointer !== undefined && faults.length === 0) {
    const { errors = [] } = response.json() as { errors?: { pointer: string }[] };
    if (!errors.some((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))) {
      faults.push(`does not name ${pointer || 'the body'}: ${response.body.slice(0, 300)}`);
    }
  }
  return faults;
}

async function* badRequests(walk: Walk, place: Place): AsyncGenerator<BadRequest> {
  const { operation } = place;
  const right = walk.right[operation.operationId] ?? (async () => ({}));
  const method = ['PATCH', 'DELETE', 'PUT', 'POST'].find((one) => !walk.reader.placeOf(one, place.path))!;
  yield { what: 'a wrong method', request: { ...(await built(place, right)), method }, statuses: [405] };
  if (operation.security?.length) yield* badCallers(place, right);
  yield* badParameters(walk, place, right);
  const media = operation.requestBody?.content['application/json'];
  if (media) yield* badPayloads(walk, place, right);
}

async function* badCallers(place: Place, right: RightRequest): AsyncGenerator<BadRequest> {
  for (const authorization of [undefined, 'Bearer not-a-token', 'Basic YTpi', 'Bearer']) {
    const request = await built(place, right);
    const { authorization: _, ...headers } = request.headers ?? {};
    const changed = { ...request, headers: authorization === undefined ? headers : { ...headers, authorization } };
    yield { what: `authorization ${authorization}`, request: changed, statuses: [401] };
  }
}

async function* badParameters({ reader }: Walk, place: Place, right: RightRequest): AsyncGenerator<BadRequest> {
  for (const { name, in: where, schema } of place.operation.parameters ?? []) {
    if (where !== 'path' && where !== 'query') continue;
    for (const bad of ['no such value', '-1', '\u0000', 'x'.repeat(250)]) {
      const against = reader.faults(schema, bad).length > 0;
      // What the contract cannot tell from a right value may as well lead to nothing; a free search text is never wrong.
      if (!against && where === 'query') continue;
      const request = await right();
      const changed = { ...request, [where]: { ...request[where], [name]: bad } };
      yield {
        what: `${where} ${name}=${bad.slice(0, 20)}`,
        request: await built(place, async () => changed),
        ...(against ? { statuses: [400], pointer: `/${name}` } : { statuses: [400, 404] }),
      };
    }
  }
}

async function* badPayloads(walk: Walk, place: Place, right: RightRequest): AsyncGenerator<BadRequest> {
  const json = { 'content-type': 'application/json' };
  const withPayload = async (payload: string, headers: Record<string, string>): Promise<Request> => {
    const request = await built(place, right);
    return { ...request, payload, headers: { ...request.headers, ...headers } };
  };
  yield { what: 'malformed JSON', request: await withPayload('{"a": ', json), statuses: [400] };
  yield { what: 'no JSON at all', request: await withPayload('', json), statuses: [400] };
  yield { what: 'a prototype', request: await withPayload('{"__proto__": {}}', json), statuses: [400] };
  yield {
    what: 'a form',
    request: await withPayload('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
    statuses: [415],
  };
  yield { what: 'XML', request: await withPayload('<a/>', { 'content-type': 'application/xml' }), statuses: [415] };
  yield {
    what: 'far too much',
    request: await withPayload(`"${'x'.repeat(walk.tooMuch ?? 70 * 1024 * 1024)}"`, json),
    statuses: [413],
  };

  const { operationId, requestBody } = place.operation;
  const { schema } = requestBody!.content['application/json']!;
  const { body = {} } = await right();
  const wrong = [...badBodies(walk.reader, schema, body), ...alsoWrong(body, walk.alsoWrong?.[operationId] ?? {})];
  for (const { pointer, what, body } of thorough ? wrong : oneOfEach(wrong)) {
    const request = await withPayload(JSON.stringify(body), json);
    yield { what: `${pointer || 'the body'} ${what}`, request, statuses: [400, 422], pointer };
  }
}

/** `.ci/run` gives each field every wrong value, `npm test` one: another for each field, so that all sorts of them come by. */
function oneOfEach<B extends { pointer: string }>(bodies: B[]): B[] {
  const fields = [...new Set(bodies.map(({ pointer }) => pointer))];
  return fields.map((field, turn) => {
    const values = bodies.filter(({ pointer }) => pointer === field);
    return values[turn % values.length]!;
  });
}

function alsoWrong(body: object, values: Record<string, unknown[]>) {
  return Object.entries(values).flatMap(([pointer, bad]) =>
    bad.map((value) => ({ pointer, what: JSON.stringify(value), body: { ...body, [pointer.slice(1)]: value } })),
  );
}

async function built({ method, path }: Place, right: RightRequest): Promise<Request> {
  const { path: parameters = {}, query = {}, headers = {}, body } = await right();
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? 'x'));
  const search = new URLSearchParams(query).toString();
  return {
    method,
    url: search ? `${filled}?${search}` : filled,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { payload: JSON.stringify(body) }),
  };
}
