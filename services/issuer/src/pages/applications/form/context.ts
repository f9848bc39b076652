import { demand, orNull } from '../../site/api.js';
import { type TypedForm, typedIn } from '../../site/typed.js';
import type { Visit } from '../../site/visit.js';
import { electronicAnswers } from './electronic.js';
import { figuresOf } from './figures.js';
import type { FormContext } from './form-page.js';

/** Reads what the form shows besides what was typed. */
export async function formContext(
  { api, now }: Visit,
  form: TypedForm,
  applicationId: string,
): Promise<Omit<FormContext, 'registered'>> {
  const code = typedIn(form, 'orderer');
  const query = typedIn(form, 'ordererQuery').trim();
  const worksId = typedIn(form, 'worksId');
  const [orderer, found, { branches }, { billingParties }, figures, works, application] = await Promise.all([
    code === '' ? null : api.readOrderer({ path: { code } }).then(orNull),
    code !== '' || query === '' ? [] : findOrderers(api, query),
    api.listBranches().then(demand),
    api.listBillingParties().then(demand),
    figuresOf(api, form),
    worksId === '' ? null : api.readWorks({ path: { id: worksId } }).then(orNull),
    applicationId === '' ? null : api.readApplication({ path: { id: applicationId } }).then(orNull),
  ]);
  return {
    orderer,
    electronic: electronicAnswers(form, { orderer, works, now }),
    found,
    branches,
    billingParties: billingParties.map(({ name }) => name),
    figures,
    works,
    application,
    now,
  };
}

async function findOrderers(api: Visit['api'], q: string) {
  const answer = await api.listOrderers({ query: { q: q.slice(0, 60), limit: '20' } });
  return answer.ok ? answer.data.orderers : [];
}
