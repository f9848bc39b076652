import { createFormTokens } from '@e-surety/service-kit/pages';

/**
 * What only we could have written for this session: the session's own secret is the key, so nothing is stored, any instance can
 * check it, and it ends with the session.
 */
const ofSession = (session: string) => createFormTokens(Buffer.from(session));

/** Stands in every form, so that no other site can have it sent. */
export const formTokenOf = (session: string): string => ofSession(session).tokenFor('form');

export const isFormToken = (session: string, token: string): boolean => ofSession(session).holds('form', token);

/** Text that goes through the browser and comes back unchanged, or not at all. */
export function sealText(session: string, text: string): string {
  return `${Buffer.from(text).toString('base64url')}.${ofSession(session).tokenFor(`text ${text}`)}`;
}

export function openText(session: string, sealed: string): string | null {
  const [encoded = '', mark = ''] = sealed.split('.');
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  return ofSession(session).holds(`text ${text}`, mark) ? text : null;
}
