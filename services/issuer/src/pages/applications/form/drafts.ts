import { randomUUID } from 'node:crypto';
import { demand, orNull, problemOf } from '../../site/api.js';
import { type TypedForm, typedIn } from '../../site/typed.js';
import type { Visit } from '../../site/visit.js';

/** A form as it is kept while it is filled in. */
export interface Draft {
  id: string;
  /** Its ETag; empty while nothing is saved. */
  version: string;
  /** The application that is changed by it; empty for a new one. */
  applicationId: string;
  form: TypedForm;
}

export const newDraft = (form: TypedForm = {}, applicationId = ''): Draft => ({
  ...{ id: randomUUID(), version: '', applicationId, form },
});

/** Of the form, and not of what is asked for with it. */
const notTyped = ['formToken', 'requestKey', 'do', 'version', 'applicationId'];

export function draftIn({ path, form }: Visit): Draft {
  const typed = Object.entries(form).filter(([name]) => !notTyped.includes(name));
  return {
    id: path.id!,
    version: typedIn(form, 'version'),
    applicationId: typedIn(form, 'applicationId'),
    form: Object.fromEntries(typed),
  };
}

export async function readDraft({ api }: Visit, id: string): Promise<Draft | null> {
  const answer = await api.readUnfinishedApplication({ path: { id } });
  const found = orNull(answer);
  if (found === null) return null;
  const form = Object.fromEntries(found.fields.map(({ name, text }) => [name, text]));
  return { id, version: answer.headers.get('etag') ?? '', applicationId: found.applicationId ?? '', form };
}

/**
 * Keeps what was typed. Where somebody has saved it from another page meanwhile, neither is lost: this one becomes a draft of its own.
 */
export async function saveDraft({ api }: Pick<Visit, 'api'>, draft: Draft): Promise<{ draft: Draft; copied: boolean }> {
  const put = async ({ id, version, applicationId, form }: Draft) =>
    api.saveUnfinishedApplication({
      path: { id },
      headers: version === '' ? { 'if-none-match': '*' } : { 'if-match': version },
      body: { applicationId: applicationId === '' ? null : applicationId, fields: fieldsOf(form) },
    });
  const answer = await put(draft);
  if (answer.ok) return { draft: { ...draft, version: answer.headers.get('etag')! }, copied: false };
  if (answer.status !== 412 && answer.status !== 404) throw problemOf(answer);
  const copy = { ...draft, id: randomUUID(), version: '' };
  const second = await put(copy);
  demand(second);
  return { draft: { ...copy, version: second.headers.get('etag')! }, copied: true };
}

/** It has become an application, or is not wanted. */
export async function forgetDraft({ api }: Visit, id: string): Promise<void> {
  const answer = await api.removeUnfinishedApplication({ path: { id } });
  if (!answer.ok && answer.status !== 404) throw problemOf(answer);
}

/** A browser sends every field, most of them empty. A name that the contract does not take is none of ours. */
const fieldsOf = (form: TypedForm) =>
  Object.keys(form)
    .map((name) => ({ name, text: typedIn(form, name).replaceAll('\r\n', '\n') }))
    .filter(({ name, text }) => text !== '' && /^[A-Za-z0-9._-]{1,100}$/u.test(name));
