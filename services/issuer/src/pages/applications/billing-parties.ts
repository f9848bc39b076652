import { errorSummary, type FormError, html, textField, titleWith } from '@e-surety/service-kit/pages';
import { Problem } from '@e-surety/service-kit/problems';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type FormField, formErrorsOf } from '../site/field-errors.js';
import { typedIn, typedOrNull } from '../site/typed.js';
import type { Visit } from '../site/visit.js';

const contractor = ['contractor'] as const;

/** 請求先, from which the form offers. */
export function billingPartyPages(pages: PageRoutes): void {
  pages.show('/billing-parties', contractor, (visit) => show(visit));

  pages.act('/billing-parties', contractor, async (visit) => {
    const { api, form, requestKey } = visit;
    const body = { name: typedIn(form, 'name'), address: typedOrNull(form, 'address') };
    try {
      demand(await api.addBillingParty({ headers: { 'idempotency-key': requestKey }, body }));
      return seeOther('/billing-parties', '請求先を登録しました。');
    } catch (error) {
      const errors = error instanceof Problem ? formErrorsOf(error, fields) : null;
      if (errors === null) throw error;
      return show(visit, errors, (error as Problem).status);
    }
  });
}

const fields: FormField[] = [
  { id: 'name', pointer: '/name', label: '請求先の名前' },
  { id: 'address', pointer: '/address', label: '送付先' },
];

async function show({ api, form, hidden }: Visit, errors: FormError[] = [], status = 200): Promise<PageAnswer> {
  const { billingParties } = demand(await api.listBillingParties({ query: { limit: '100' } }));
  const title = '請求先';
  return {
    title: titleWith(errors, title),
    status,
    main: html`${errorSummary(errors)}<h1>${title}</h1>
${billingParties.length === 0 ? html`<p>登録された請求先はありません。</p>` : html`<dl class="facts">${billingParties.map(({ name, address }) => html`<div><dt>${name}</dt><dd>${address}</dd></div>\n`)}</dl>`}
<h2>請求先を登録する</h2>
<form class="form" method="post" action="/billing-parties" novalidate>${hidden}
${textField({ id: 'name', label: '請求先の名前', required: true, value: typedIn(form, 'name'), hint: '例: 本社 経理部', errors })}
${textField({ id: 'address', label: '送付先', required: false, value: typedIn(form, 'address'), kind: 'long', errors })}
<div class="actions"><button class="button button-main" type="submit">登録する</button></div></form>`,
  };
}
