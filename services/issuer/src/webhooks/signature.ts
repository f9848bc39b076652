import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** 32 random bytes, in the form in which receivers' libraries take a secret. */
export const newSecret = (entropy: (bytes: number) => Uint8Array): string =>
  prefix + Buffer.from(entropy(32)).toString('base64');

/** The headers of Standard Webhooks 1.0: signed with each secret that is valid, the newest first. */
export function webhookHeaders(
  { id, body, at }: { id: string; body: string; at: Date },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${sign(`${id}.${timestamp}.${body}`, secret)}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

const sign = (content: string, secret: string): string =>
  createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(content)
    .digest('base64');
