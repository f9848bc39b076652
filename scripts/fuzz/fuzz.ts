import { playDemo } from '../demo/play.js';
import type { Stack } from '../stack/stack.js';
import { faultsAfterwards } from '../testing/aftermath.js';
import { ContractReader, type Place } from '../testing/contract/document.js';
import { type Callers, callersOf } from './callers.js';
import type { Dice } from './dice.js';
import { faultsOf, send } from './judge.js';
import { Known } from './known.js';
import { requestTo, type Sent } from './requests.js';

export interface Told {
  requests: number;
  /** By operation, how often which status was answered. */
  answers: Map<string, Map<number, number>>;
  faults: number;
}

const callersAtOnce = 4;

/** Calls every operation of both contracts again and again, by several callers at once, until the time is over. */
export async function fuzz(
  stack: Stack,
  dice: Dice,
  { seconds, signal, onFault }: { seconds: number; signal: AbortSignal; onFault: (fault: string) => void },
): Promise<Told> {
  const told: Told = { requests: 0, answers: new Map(), faults: 0 };
  const known = new Known();
  const playExample = async () => {
    for (const { guaranteeNumber, authenticationKey } of await playDemo(stack)) {
      known.learn('/v1/guarantees', '', { guaranteeNumber, authenticationKey }, null);
      known.learn('/v1/certificates', '', { guaranteeNumber }, null);
    }
  };
  await playExample();
  const callers = await callersOf(stack, known);
  const services = [
    { base: stack.issuerUrl, reader: new ContractReader('issuer') },
    { base: stack.dsureUrl, reader: new ContractReader('dsure') },
  ];
  const places = services.flatMap((service) =>
    service.reader.places.flatMap((place) => Array<Target>(place.method === 'GET' ? 1 : 3).fill({ ...service, place })),
  );
  const until = Date.now() + seconds * 1000;
  const call = async () => {
    while (Date.now() < until && !signal.aborted) {
      // Chance alone leads few applications to their end.
      if (dice.happens(0.002)) await playExample().catch(() => {});
      const fault = await callOnce(dice.oneOf(places)!, { dice, known, callers, told });
      if (fault) {
        told.faults += 1;
        onFault(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: callersAtOnce }, call));
  for (const fault of await faultsAfterwards(stack, callers.secrets())) {
    told.faults += 1;
    onFault(fault);
  }
  return told;
}

interface Target {
  base: string;
  reader: ContractReader;
  place: Place;
}

interface Round {
  dice: Dice;
  known: Known;
  callers: Callers;
  told: Told;
}

async function callOnce(
  { base, reader, place }: Target,
  { dice, known, callers, told }: Round,
): Promise<string | null> {
  const { operationId } = place.operation;
  const sent = requestTo(reader, place, dice, known);
  const authorization = await callers.authorization(place.operation, dice);
  if (authorization !== undefined) sent.headers.authorization = authorization;
  told.requests += 1;
  try {
    if ('if-match' in sent.headers && dice.happens(0.8)) await lookFirst(base, sent, known);
    const answer = await send(base, sent);
    const { statusCode, headers } = answer;
    const counts = told.answers.get(operationId) ?? new Map<number, number>();
    told.answers.set(operationId, counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1));
    const faults = faultsOf(reader, sent, answer, [...callers.secrets(), ...known.values('authenticationKey')]);
    if (statusCode < 300 && String(headers['content-type']).includes('json')) {
      known.learn(place.path, sent.url, answer.json(), (headers.etag as string | undefined) ?? null);
      if (sent.headers['idempotency-key'] && dice.happens(0.2))
        faults.push(...(await faultsOfRepeating(base, sent, answer.body)));
    }
    return faults.length > 0 ? describe(sent, faults) : null;
  } catch (error) {
    return describe(sent, [String((error as Error).cause ?? error)]);
  }
}

/** As people do who change something: they have just seen it. */
async function lookFirst(base: string, sent: Sent, known: Known): Promise<void> {
  const path = known.versioned(sent.url)?.path;
  if (path === undefined) return;
  const { authorization = '' } = sent.headers;
  const { headers } = await fetch(new URL(path, base), { headers: { authorization } });
  sent.headers['if-match'] = headers.get('etag') ?? '"1"';
}

/** The same request under the same key is answered as before, and does nothing. */
async function faultsOfRepeating(base: string, sent: Sent, before: string): Promise<string[]> {
  const again = await send(base, sent);
  return again.body === before ? [] : [`sent again it was answered ${again.statusCode}: ${again.body.slice(0, 300)}`];
}

function describe({ place, method, url, headers, body }: Sent, faults: string[]): string {
  const { authorization: _, ...shown } = headers;
  const content = typeof body === 'string' ? body : body && '(form)';
  return `${place.operation.operationId}: ${faults.join('; ')}\n  ${method} ${url} ${JSON.stringify(shown)}\n  ${content ?? ''}`;
}
