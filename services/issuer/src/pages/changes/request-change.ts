import { type CalendarDay, type ChangeType, formatWareki, formatYen, type Yen } from '@e-surety/domain';
import type { FormError } from '@e-surety/service-kit/pages';
import { pathOf, readGuarantee } from '../guarantees/read.js';
import type { Schemas } from '../guarantees/schemas.js';
import { mendable } from '../parts/mended.js';
import { planAsTyped } from '../parts/plan.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { TypedForm } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { askableTypeIn, bodyOf, changeFields, unreadable } from './asked.js';
import { confirmationPage } from './confirmation-page.js';
import { changeFormPage, chooseTypePage } from './form-page.js';

/** Which change, and then what it asks for. */
export async function newChange(visit: Visit): Promise<PageAnswer> {
  const guarantee = await readGuarantee(visit);
  const type = askableTypeIn(visit.query);
  if (type === null) return chooseTypePage(guarantee);
  return changeFormPage({ guarantee, type, hidden: visit.hidden, form: {} });
}

/** What was typed, once more to be read through. */
export async function confirmChange(visit: Visit): Promise<PageAnswer> {
  const type = askableTypeIn(visit.form) ?? 'period';
  const errors = unreadable(type, visit.form);
  if (errors.length > 0) return formAgain(visit, type, errors);
  const guarantee = await readGuarantee(visit);
  const { hidden, form } = visit;
  return confirmationPage({ guarantee, type, hidden, form, returnedId: visit.path.id ?? null });
}

/** Back to the form with what was typed; of a change that was returned, at first with what was sent. */
export async function correctChange(visit: Visit): Promise<PageAnswer> {
  const type = askableTypeIn(visit.form);
  if (type !== null) return formAgain(visit, type, []);
  const change = await readChange(visit);
  return formAgain({ ...visit, form: typedOf(change) }, change.type, []);
}

export async function requestChange(visit: Visit): Promise<PageAnswer> {
  const type = askableTypeIn(visit.form) ?? 'period';
  const answer = await visit.api.requestChange({
    path: { guaranteeNumber: visit.path.guaranteeNumber! },
    headers: { 'idempotency-key': visit.requestKey },
    body: bodyOf(type, visit.form),
  });
  if (!answer.ok) return formAgain(visit, type, mendable(answer, changeFields));
  return seeOther(pathOf(answer.data, `/changes/${answer.data.id}`), '変更を申し込みました');
}

export async function resubmitChange(visit: Visit): Promise<PageAnswer> {
  const type = askableTypeIn(visit.form) ?? 'period';
  const answer = await visit.api.resubmitChange({
    path: pathIn(visit),
    headers: { 'idempotency-key': visit.requestKey },
    body: bodyOf(type, visit.form),
  });
  if (!answer.ok) return formAgain(visit, type, mendable(answer, changeFields));
  return seeOther(pathOf(answer.data, `/changes/${answer.data.id}`), '変更の申込を送り直しました');
}

export async function withdrawChange({ api, requestKey, ...visit }: Visit): Promise<PageAnswer> {
  const path = pathIn(visit);
  demand(await api.withdrawChange({ path, headers: { 'idempotency-key': requestKey } }));
  return seeOther(pathOf(path, `/changes/${path.id}`), '変更の申込を取り下げました');
}

async function formAgain(visit: Visit, type: ChangeType, errors: FormError[]): Promise<PageAnswer> {
  const { hidden, form, path } = visit;
  const returned = path.id === undefined ? null : await readChange(visit);
  const guarantee = await readGuarantee(visit);
  const page = changeFormPage({ guarantee, type, hidden, form, errors, returned });
  return errors.length > 0 ? { ...page, status: 400 } : page;
}

const pathIn = ({ path }: Pick<Visit, 'path'>) => path as { guaranteeNumber: string; id: string };

const readChange = async (visit: Visit): Promise<Schemas['ChangeRequest']> =>
  demand(await visit.api.readChangeRequest({ path: pathIn(visit) }));

/** What was sent, as people type it. */
function typedOf({ newAmount, newPeriodTo, effectiveOn, reason, contractChange }: Schemas['ChangeRequest']): TypedForm {
  const { changedOn = null, contractPrice = null, periodTo = null, fiscalYearBase = null } = contractChange ?? {};
  const amounts = { newAmount, contractPrice, fiscalYearBase };
  const days = { newPeriodTo, effectiveOn, changedOn, contractPeriodTo: periodTo };
  return {
    reason,
    ...(contractChange?.fiscalYears && { fiscalYears: planAsTyped(contractChange.fiscalYears) }),
    ...typedEach(amounts, (amount) => formatYen(amount as Yen)),
    ...typedEach(days, (day) => formatWareki(day as CalendarDay)),
  };
}

function typedEach<T>(values: Record<string, T | null>, write: (value: T) => string): Record<string, string> {
  const given = Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== null);
  return Object.fromEntries(given.map(([id, value]) => [id, write(value)]));
}
