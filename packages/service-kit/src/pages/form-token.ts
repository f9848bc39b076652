import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Ties a form to the session in which it was shown, so that no other site can have it sent. Nothing is stored. */
export function createFormTokens(secret: Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'e-surety form token', 32));
  const tokenFor = (session: string) => createHmac('sha256', key).update(session).digest('base64url');
  return {
    tokenFor,
    holds(session: string, token: string): boolean {
      const expected = Buffer.from(tokenFor(session));
      const given = Buffer.from(token);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
export type FormTokens = ReturnType<typeof createFormTokens>;
