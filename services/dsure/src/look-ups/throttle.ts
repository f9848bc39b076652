import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface ThrottleOptions {
  /** So many failures within so many seconds are answered as what they are; further ones are asked to wait. */
  failures: number;
  withinSeconds: number;
}

/** Nobody types that many wrong keys whose check symbols are right. */
export const defaultThrottle: ThrottleOptions = { failures: 20, withinSeconds: 60 };

/** Counts failed look-ups per source. Nothing is ever locked: a right key does not come this way. */
export function createThrottle({ failures, withinSeconds }: ThrottleOptions) {
  const limiter = new RateLimiterMemory({ points: failures, duration: withinSeconds });
  return {
    /** Counts a failure; returns the seconds to wait if there were too many of them, otherwise null. */
    async failed(address: string): Promise<number | null> {
      try {
        await limiter.consume(sourceOf(address));
        return null;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      }
    },
  };
}
export type Throttle = ReturnType<typeof createThrottle>;

/** One IPv6 subscriber has a whole /64 to come from. */
function sourceOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
