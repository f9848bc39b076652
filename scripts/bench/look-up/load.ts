import autocannon from 'autocannon';
import { cpuOf, cpuOfFamily } from './cpu.js';

export interface Target {
  name: string;
  url: string;
  pid: number;
  status: number;
  /** The next request, with what a caller of the contract would send. */
  next: () => { body: object; headers?: Record<string, string> };
}

export interface Round {
  requests: number;
  perSecond: number;
  /** In ms. */
  p50: number;
  p99: number;
  /** CPU of the service and of PostgreSQL, in µs for each request. */
  service: number;
  database: number;
}

export interface LoadOptions {
  connections: number;
  postgres: number;
  /** For so long, or so many requests. */
  seconds?: number;
  amount?: number;
}

/** Sends one request after another over each of the connections, which stay open. */
export async function load(target: Target, { connections, postgres, seconds, amount }: LoadOptions): Promise<Round> {
  const { url, pid, status, next } = target;
  const latencies: number[] = [];
  const others = new Map<number, number>();
  const before = { at: performance.now(), service: cpuOf(pid), database: cpuOfFamily(postgres) };
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        ...{ url, connections, method: 'POST' as const },
        ...(amount === undefined ? { duration: seconds ?? 1 } : { amount }),
        requests: [
          {
            setupRequest: (request) => {
              const { body, headers = {} } = next();
              return {
                ...request,
                headers: { 'content-type': 'application/json', ...headers },
                body: JSON.stringify(body),
              };
            },
          },
        ],
      },
      (error) => (error ? reject(error) : resolve()),
    );
    instance.on('response', (_client, code, _bytes, ms) => {
      latencies.push(ms);
      if (code !== status) others.set(code, (others.get(code) ?? 0) + 1);
    });
  });
  if (others.size > 0 || latencies.length === 0) {
    throw new Error(`${target.name}: answered ${JSON.stringify([...others])} instead of ${status}`);
  }
  const requests = latencies.length;
  latencies.sort((a, b) => a - b);
  const perRequest = (ms: number) => (ms * 1000) / requests;
  return {
    requests,
    perSecond: (requests * 1000) / (performance.now() - before.at),
    p50: latencies[Math.floor(requests * 0.5)]!,
    p99: latencies[Math.floor(requests * 0.99)]!,
    service: perRequest(cpuOf(pid) - before.service),
    database: perRequest(cpuOfFamily(postgres) - before.database),
  };
}
