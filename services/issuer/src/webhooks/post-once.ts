import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';
import { faultOfUrl, type WebhookTargets } from './webhook-url.js';

/** `failure`: what stood in the way of a 2xx, as a code; null: delivered. */
export interface Outcome {
  status: number | null;
  failure: Failure | null;
  /** Seconds for which the receiver asks to be left alone. */
  retryAfter: number | null;
}
export type Failure =
  | 'not_accepted'
  | 'redirected'
  | 'timed_out'
  | 'address_not_allowed'
  | 'name_not_resolved'
  | 'tls_failed'
  | 'connection_failed';

export interface Sending {
  url: string;
  headers: Record<string, string>;
  body: string;
  targets: WebhookTargets;
  timeoutMs?: number;
}

/**
 * Sends once, follows no redirect, and reads no more of the answer than its head. Connects only to an address that was judged: the
 * one that the name resolved to is the one that is connected to, whatever the name resolves to a moment later.
 *
 * It always settles, and within `timeoutMs`, whatever the receiver does: a sender that waits for ever sends nothing to anybody else.
 */
export async function postOnce({ url, headers, body, targets, timeoutMs = 20_000 }: Sending): Promise<Outcome> {
  if (faultOfUrl(url, targets) !== null) return failed('address_not_allowed');
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((done) => {
    const sending = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      ...(targets === 'public' && { lookup: lookUpPublic }),
    });
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      done(outcome);
      sending.destroy();
    };
    const timer = setTimeout(() => end(failed('timed_out')), timeoutMs);
    sending.on('response', (answer) => {
      const status = answer.statusCode!;
      end({ status, failure: failureOf(status), retryAfter: secondsIn(answer.headers['retry-after']) });
      answer.destroy();
    });
    // 101, asked for or not: such a connection belongs to nobody until it is ended.
    sending.on('upgrade', (answer, socket) => {
      socket.destroy();
      end({ ...failed('not_accepted'), status: answer.statusCode! });
    });
    sending.on('error', (error) => end(failed(failureFrom(error))));
    sending.on('close', () => end(failed('connection_failed')));
    sending.end(body);
  });
}

const failed = (failure: Failure): Outcome => ({ status: null, failure, retryAfter: null });

function failureOf(status: number): Failure | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'not_accepted';
}

const secondsIn = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : null;

class AddressNotAllowed extends Error {
  readonly code = 'address_not_allowed';
}

/** Resolves a name, and refuses all of it if any of its addresses is not public. */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new AddressNotAllowed('the name leads to an address that is not public'), '', 0);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

function failureFrom(error: Error & { code?: unknown }): Failure {
  const code = typeof error.code === 'string' ? error.code : '';
  if (code === 'ETIMEDOUT') return 'timed_out';
  if (code === 'address_not_allowed') return code;
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name_not_resolved';
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'tls_failed';
  return 'connection_failed';
}
