import { typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';

/** The version that was changed from; without one, something new is registered. */
export function putCondition({ form }: Visit): { 'if-match': string } | { 'if-none-match': '*' } {
  const version = typedIn(form, 'version');
  return version === '' ? { 'if-none-match': '*' } : { 'if-match': version };
}
