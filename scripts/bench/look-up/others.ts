import { cursorOf } from '@e-surety/service-kit/feed';
import type { Sql } from 'postgres';
import type { BenchIssuer, Held } from './issuer.js';

interface Asked {
  dsureUrl: string;
  issuer: BenchIssuer;
  held: () => Held;
  newSerial: () => number;
  sql: Sql;
}

interface Found {
  view: { token: string };
  links: { jws: string; pdf: string };
}

/** What else D-Sure is asked for, one thing after another: the median of what each takes, in ms. */
export async function timeOthers({ dsureUrl, issuer, held, newSerial, sql }: Asked): Promise<[string, number][]> {
  const declaration = {
    ...{ result: 'accepted', reason: '' },
    declaredBy: { organisation: '富士見町', department: '建設課', name: '見本 太郎' },
  };
  const acts: Record<string, (found: Found) => Promise<unknown>> = {
    'batch of 100': () => post('/v1/look-ups/batch', { lookUps: Array.from({ length: 100 }, held) }),
    'cross-check': () => post('/v1/look-ups/cross-check', { ...held(), facts: { contractPrice: 50_000_000 } }),
    'certificate.jws': ({ view, links }) => get(links.jws, view.token),
    'certificate.pdf': ({ view, links }) => get(links.pdf, view.token),
    acknowledgement: ({ view, links }) =>
      post(new URL(links.jws.replace('certificate.jws', 'acknowledgements')).pathname, declaration, view.token),
    deposit: () => issuer.deposit(newSerial()),
    'events, from the first': async () => get(`${dsureUrl}/v1/events`, await issuer.callToken()),
    'events, from the last': async () => get(`${dsureUrl}/v1/events?after=${await last()}`, await issuer.callToken()),
  };
  const times: [string, number][] = [];
  for (const [name, act] of Object.entries(acts)) {
    const taken: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const found = (await (await post('/v1/look-ups', held())).json()) as Found;
      const before = performance.now();
      await act(found);
      taken.push(performance.now() - before);
    }
    times.push([name, taken.toSorted((a, b) => a - b)[7]!]);
  }
  return times;

  async function last(): Promise<string> {
    const [row] = await sql<{ position: number; id: string }[]>`
      select position::int, id from events where position is not null order by events.position desc limit 1`;
    return cursorOf(row!);
  }

  function get(url: string, token: string): Promise<Response> {
    return ask(url, { headers: { authorization: `Bearer ${token}` } });
  }

  function post(path: string, body: object, token?: string): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    return ask(`${dsureUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}

async function ask(url: string, asked: RequestInit): Promise<Response> {
  const answer = await fetch(url, asked);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}
