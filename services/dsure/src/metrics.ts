import { Counter, createMetrics } from '@e-surety/service-kit/metrics';

/** What became of a look-up, as counted. */
export type LookUpResult = 'found' | 'mistyped' | 'not_found' | 'throttled' | 'replaced' | 'untrustworthy';

export function createDsureMetrics() {
  const registry = createMetrics();
  return {
    registry,
    lookUps: new Counter<'result'>({
      name: 'dsure_look_ups_total',
      help: 'Look-ups by what became of them; none of them is told apart by whose certificate it was',
      labelNames: ['result'],
      registers: [registry],
    }),
    deposits: new Counter<'operation' | 'result'>({
      name: 'dsure_deposits_total',
      help: 'Accepted deposits and key replacements, new or repeated; refused ones are in the HTTP durations',
      labelNames: ['operation', 'result'],
      registers: [registry],
    }),
    lostReadings: new Counter({
      name: 'dsure_lost_readings_total',
      help: 'Readings of which no event could be stored; the certificate was shown all the same',
      registers: [registry],
    }),
  };
}
export type DsureMetrics = ReturnType<typeof createDsureMetrics>;
