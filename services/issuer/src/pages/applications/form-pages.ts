import { guaranteeKinds } from '@e-surety/domain';
import type { FormError } from '@e-surety/service-kit/pages';
import { Problem, transportProblem } from '@e-surety/service-kit/problems';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { formErrorsOf } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { formContext } from './form/context.js';
import { type Draft, draftIn, forgetDraft, newDraft, readDraft, saveDraft } from './form/drafts.js';
import { echoOf, understoodIn } from './form/echo.js';
import { electronicFaults, readElectronicAnswers } from './form/electronic.js';
import { electronicNoteOf } from './form/electronic-note.js';
import { figuresOf } from './form/figures.js';
import { formOfApplication } from './form/form-of-application.js';
import { type FormContext, formContent } from './form/form-page.js';
import { figuresOfKind } from './form/guarantee-block.js';
import { fieldIn, wantedKinds } from './form/names.js';
import { applicationInput } from './form/read-form.js';
import { addRow, memberRows, removeRow, yearRows } from './form/rows.js';
import { startOf } from './form/start.js';

const contractor = ['contractor'] as const;

/** 申込作成: the form, and what its buttons do. Whatever is pressed, what was typed is saved first. */
export function formPages(pages: PageRoutes): void {
  pages.show('/applications/new', contractor, async (visit) => {
    const works = demand(await visit.api.listWorks({ query: { limit: '20' } }));
    return show(visit, newDraft(await startOf(visit)), { registered: works.works });
  });

  pages.show('/applications/:id/edit', contractor, async (visit) => {
    const application = demand(await visit.api.readApplication({ path: { id: visit.path.id! } }));
    return show(visit, newDraft(formOfApplication(application), application.id));
  });

  pages.show('/applications/drafts/:id', contractor, async (visit) => {
    const draft = await readDraft(visit, visit.path.id!);
    if (draft === null) throw transportProblem('not_found');
    return show(visit, draft);
  });

  pages.act('/applications/drafts/:id', contractor, async (visit) => {
    const asked = typedIn(visit.form, 'do');
    const typed = draftIn(visit);
    const { draft, copied } = await saveDraft(visit, { ...typed, form: changedBy(asked, typed.form) });
    if (asked === 'confirm') return confirm(visit, draft);
    const path = `/applications/drafts/${draft.id}`;
    if (copied) return seeOther(path, 'ほかの画面でも変更されていたため、別の書きかけの申込として保存しました。');
    return asked === 'save' ? seeOther(path, '下書きを保存しました。') : seeOther(`${path}${placeOf(asked)}`);
  });

  pages.act('/applications/drafts/:id/discard', contractor, async (visit) => {
    await forgetDraft(visit, visit.path.id!);
    return seeOther('/applications', '書きかけの申込を削除しました。');
  });

  // For the script of the form: saves, and tells how what was typed is understood and what it would cost.
  pages.act('/applications/drafts/:id/look', contractor, async (visit) => {
    const { draft } = await saveDraft(visit, draftIn(visit));
    const figures = await figuresOf(visit.api, draft.form);
    const electronic = await readElectronicAnswers(visit.api, draft.form, visit.now);
    const echoes = Object.keys(draft.form).flatMap((name) => {
      const understood = understoodIn(name);
      return understood ? [[name, echoOf(understood, typedIn(draft.form, name)) ?? '']] : [];
    });
    const shown = wantedKinds(draft.form).map((kind) => [kind, figuresOfKind(figures[kind]).text]);
    return {
      json: {
        ...{ id: draft.id, version: draft.version },
        echoes: Object.fromEntries(echoes),
        figures: Object.fromEntries(shown),
        electronic: Object.fromEntries(guaranteeKinds.map((kind) => [kind, electronicNoteOf(electronic[kind]).text])),
      },
    };
  });
}

interface Shown {
  errors?: FormError[];
  status?: number;
  /** Works to begin with, in place of new ones. */
  registered?: FormContext['registered'];
}

async function show(
  visit: Visit,
  draft: Draft,
  { errors = [], status = 200, registered = [] }: Shown = {},
): Promise<PageAnswer> {
  const context = await formContext(visit, draft.form, draft.applicationId);
  const shown = { draftId: draft.id, version: draft.version, form: draft.form, errors, hidden: visit.hidden };
  return { ...formContent(shown, { ...context, registered }), status };
}

/**
 * What was typed becomes an application (作成中), or the form is shown again with what is to be mended. What could never be sent
 * as 電子保証 is mended first: here the field still stands beside its reason.
 */
async function confirm(visit: Visit, draft: Draft): Promise<PageAnswer> {
  const refused = electronicFaults(draft.form, await readElectronicAnswers(visit.api, draft.form, visit.now));
  if (refused.length > 0) return show(visit, draft, { errors: refused, status: 422 });
  try {
    const id = draft.applicationId === '' ? await create(visit, draft.form) : await change(visit, draft);
    await forgetDraft(visit, draft.id);
    return seeOther(`/applications/${id}/confirmation`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = formErrorsOf(error, fieldIn(draft.form, wantedKinds(draft.form)));
    if (errors === null) throw error;
    return show(visit, draft, { errors, status: error.status });
  }
}

async function create({ api, requestKey }: Visit, form: TypedForm): Promise<string> {
  const body = applicationInput(form);
  return demand(await api.createApplication({ headers: { 'idempotency-key': requestKey }, body })).id;
}

/** As it is now: who changes an application by its form has seen all of it. */
async function change({ api }: Visit, { applicationId: id, form }: Draft): Promise<string> {
  const seen = await api.readApplication({ path: { id } });
  const { orderer: _, worksId: __, ...body } = applicationInput(form);
  demand(seen);
  return demand(await api.changeApplication({ path: { id }, headers: { 'if-match': seen.headers.get('etag')! }, body }))
    .id;
}

/** What a button changes of the form itself. */
function changedBy(asked: string, form: TypedForm): TypedForm {
  const [, row] = /-(\d+)$/u.exec(asked) ?? [];
  if (asked === 'add-member') return addRow(form, memberRows);
  if (asked === 'add-year') return addRow(form, yearRows);
  if (asked.startsWith('remove-member-')) return removeRow(form, memberRows, Number(row));
  if (asked.startsWith('remove-year-')) return removeRow(form, yearRows, Number(row));
  if (asked === 'change-orderer') return { ...form, orderer: '', ordererQuery: '' };
  return form;
}

/** Where to go on reading. */
function placeOf(asked: string): string {
  if (/member|joint/u.test(asked)) return '#works.isJointVenture';
  if (/year/u.test(asked)) return '#works.multiYear';
  if (asked === 'find-orderer') return '#orderer-results';
  if (asked === 'change-orderer') return '#orderer';
  return asked === 'calculate' ? '#guarantees' : '';
}
