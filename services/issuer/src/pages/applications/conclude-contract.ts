import { calendarDay, formatWareki, worksLabels } from '@e-surety/domain';
import { errorSummary, type FormError, html, titleWith } from '@e-surety/service-kit/pages';
import { Problem } from '@e-surety/service-kit/problems';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type FormField, formErrorsOf } from '../site/field-errors.js';
import { type TypedForm, typedIn, typedOrNull } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { fieldsOf } from './form/view.js';
import { facts, yenText } from './works-facts.js';

const contractor = ['contractor'] as const;

/** The 請負契約 is signed after its 契約保証 was issued: its date and number are filled in. */
export function conclusionPages(pages: PageRoutes): void {
  pages.show('/works/:id/contract-conclusion', contractor, (visit) => show(visit));

  pages.act('/works/:id/contract-conclusion', contractor, async (visit) => {
    const { api, path, form, requestKey } = visit;
    const body = {
      contractDate: typedIn(form, 'contractDate'),
      contractNumber: typedOrNull(form, 'contractNumber'),
      contractPrice: typedIn(form, 'contractPrice'),
      period: { from: typedIn(form, 'period.from'), to: typedIn(form, 'period.to') },
    };
    try {
      demand(await api.concludeContract({ path: { id: path.id! }, headers: { 'idempotency-key': requestKey }, body }));
      return seeOther('/applications', '請負契約の締結を登録しました。');
    } catch (error) {
      const errors = error instanceof Problem ? formErrorsOf(error, fields) : null;
      if (errors === null) throw error;
      return show(visit, { form, errors, status: (error as Problem).status });
    }
  });
}

const fields: FormField[] = [
  { id: 'contractDate', pointer: '/contractDate', label: '契約日' },
  { id: 'contractNumber', pointer: '/contractNumber', label: '契約番号' },
  { id: 'contractPrice', pointer: '/contractPrice', label: '契約金額' },
  { id: 'period.from', pointer: '/period/from', label: '始期' },
  { id: 'period.to', pointer: '/period/to', label: '終期' },
];

async function show(
  { api, path, hidden }: Visit,
  { form, errors = [], status = 200 }: { form?: TypedForm; errors?: FormError[]; status?: number } = {},
): Promise<PageAnswer> {
  const works = demand(await api.readWorks({ path: { id: path.id! } }));
  const words = worksLabels[works.subject];
  const { period, contractPrice, contractNumber } = works;
  const asApplied = {
    'period.from': formatWareki(calendarDay(period.from)),
    'period.to': formatWareki(calendarDay(period.to)),
    contractPrice: yenText(contractPrice),
    contractNumber: contractNumber ?? '',
  };
  const { day, text, yen } = fieldsOf(form ?? asApplied, errors);
  const title = '請負契約の締結を登録する';
  return {
    title: titleWith(errors, title),
    at: '/applications',
    status,
    main: html`${errorSummary(errors)}<h1>${title}</h1>
${facts([[words.name, works.name]])}
<p>${words.contractPrice}と${words.period}は、申込のとおりであることを確かめてください。違うときは、保証内容の変更をお申し込みください。</p>
<form class="form" method="post" action="/works/${works.id}/contract-conclusion" novalidate>${hidden}
${day('contractDate', { label: words.contractDate, required: true, hint: '例: 令和8年11月10日、R8.11.10' })}
${text('contractNumber', { label: '契約番号', required: false })}
${yen('contractPrice', { label: `${words.contractPrice}(税込)`, required: true })}
<div class="fields">${day('period.from', { label: `${words.period}の始期`, required: true })}${day('period.to', { label: `${words.period}の終期`, required: true })}</div>
<div class="actions"><button class="button button-main" type="submit">登録する</button></div></form>`,
  };
}
