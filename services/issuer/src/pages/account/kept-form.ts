import { type Html, html } from '@e-surety/service-kit/pages';
import type { TypedForm } from '../site/typed.js';

/** Fields that belong to a session, and not to what was typed. */
const ofSession = ['formToken', 'requestKey'];

/** What was typed, as one hidden field of another form. */
export const keptField = (kept: TypedForm): Html =>
  html`<input type="hidden" name="kept" value="${JSON.stringify(withoutSession(kept))}">`;

/** What was typed, as the fields that it was typed in. */
export const keptFields = (kept: TypedForm): Html =>
  html`${Object.entries(withoutSession(kept)).flatMap(([name, value]) =>
    [value].flat().map((one) => html`<input type="hidden" name="${name}" value="${one}">`),
  )}`;

export function parseKept(text: string): TypedForm | null {
  if (text === '') return null;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null;
    const fields = Object.entries(kept).filter(([, value]) => [value].flat().every((one) => typeof one === 'string'));
    return Object.fromEntries(fields) as TypedForm;
  } catch {
    return null;
  }
}

const withoutSession = (form: TypedForm): TypedForm =>
  Object.fromEntries(Object.entries(form).filter(([name]) => !ofSession.includes(name)));
