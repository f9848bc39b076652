import { orNull } from '../../site/api.js';
import { type TypedForm, typedIn } from '../../site/typed.js';
import type { Visit } from '../../site/visit.js';
import { formOfApplication } from './form-of-application.js';

/** With what a new form begins: another application (この申込を複写), works that are there already, or the last contact. */
export async function startOf(visit: Visit): Promise<TypedForm> {
  const { api, query } = visit;
  const copied = typedIn(query, 'copy');
  if (copied !== '') {
    const { externalReference: _, ...rest } = formOfApplicationOr(
      orNull(await api.readApplication({ path: { id: copied } })),
    );
    return rest;
  }
  const form = await lastContact(visit);
  const worksId = typedIn(query, 'works');
  if (worksId === '') return form;
  const works = orNull(await api.readWorks({ path: { id: worksId } }));
  return works ? { ...form, worksId, orderer: works.orderer } : form;
}

const formOfApplicationOr = (found: Parameters<typeof formOfApplication>[0] | null): TypedForm =>
  found ? formOfApplication(found) : {};

/** Who applied last will usually be the one who does now. */
async function lastContact({ api }: Visit): Promise<TypedForm> {
  const list = await api.listApplications({ query: { limit: '1' } });
  const [last] = list.ok ? list.data.applications : [];
  const application = last && orNull(await api.readApplication({ path: { id: last.id } }));
  if (!application) return {};
  const kept = /^(branch|contact\.|completionNotice\.)/u;
  return Object.fromEntries(Object.entries(formOfApplication(application)).filter(([name]) => kept.test(name)));
}
