import { type CalendarDay, formatWareki, formatYen, worksLabels, type Yen } from '@e-surety/domain';
import { errorSummary, type FormError, html, textField, titleWith } from '@e-surety/service-kit/pages';
import type { Schemas } from '../guarantees/schemas.js';
import { mendable } from '../parts/mended.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import { type TypedForm, typedIn, typedOrNull } from '../site/typed.js';
import type { Visit } from '../site/visit.js';

type Works = Schemas['Works'];

/** 請負契約の締結: date and number of a contract that was signed after its 契約保証. */
export async function conclusionPage(visit: Visit): Promise<PageAnswer> {
  const works = await readWorks(visit);
  const { contractPrice, period, contractNumber } = works;
  const known = {
    ...{ contractPrice: formatYen(contractPrice as Yen), contractNumber: contractNumber ?? '' },
    ...{ from: formatWareki(period.from as CalendarDay), to: formatWareki(period.to as CalendarDay) },
    guarantee: typedIn(visit.query, 'from'),
  };
  return show(visit, works, known, []);
}

export async function concludeContract(visit: Visit): Promise<PageAnswer> {
  const { api, path, form, requestKey } = visit;
  const typed = (id: string) => typedIn(form, id);
  const answer = await api.concludeContract({
    path: { id: path.id! },
    headers: { 'idempotency-key': requestKey },
    body: {
      contractDate: typed('contractDate'),
      contractNumber: typedOrNull(form, 'contractNumber'),
      contractPrice: typed('contractPrice'),
      period: { from: typed('from'), to: typed('to') },
    },
  });
  if (answer.ok) return seeOther(backTo(form), '請負契約の締結を登録しました');
  return show(visit, await readWorks(visit), form, mendable(answer, fields));
}

const readWorks = async ({ api, path }: Visit): Promise<Works> =>
  demand(await api.readWorks({ path: { id: path.id! } }));

const fields = [
  { id: 'contractDate', pointer: '/contractDate', label: '請負契約日' },
  { id: 'contractNumber', pointer: '/contractNumber', label: '契約番号' },
  { id: 'contractPrice', pointer: '/contractPrice', label: '請負金額' },
  { id: 'from', pointer: '/period/from', label: '工期の始期' },
  { id: 'to', pointer: '/period/to', label: '工期の終期' },
  { id: 'from', pointer: '/period', label: '工期' },
];

/** Only to a page of ours. */
const backTo = (form: TypedForm): string => {
  const guarantee = typedIn(form, 'guarantee');
  return /^[\d-]{12,16}$/u.test(guarantee) ? `/guarantees/${guarantee}` : '/guarantees';
};

function show({ hidden }: Visit, works: Works, form: TypedForm, errors: FormError[]): PageAnswer {
  const title = '請負契約の締結を登録する';
  const labels = worksLabels[works.subject];
  const value = (id: string) => typedIn(form, id);
  const days = '令和8年11月10日、R8.11.10、2026/11/10 など。';
  return {
    title: titleWith(errors, title),
    at: '/guarantees',
    ...(errors.length > 0 && { status: 400 }),
    main: html`${errorSummary(errors)}<p class="back no-print"><a href="${backTo(form)}">保証契約内容の確認</a></p>
<h1><span class="eyebrow">${works.name}</span>${title}</h1>
<p>契約保証のあとに結んだ請負契約の日付と番号を登録します。これから発行する証書と、提出方法の案内に使われます。</p>
<form class="form" method="post" action="/works/${works.id}/contract-conclusion" novalidate>${hidden}
<input type="hidden" name="guarantee" value="${value('guarantee')}">
${textField({ id: 'contractDate', label: labels.contractDate, hint: days, value: value('contractDate'), required: true, errors })}
${textField({ id: 'contractNumber', label: '契約番号', value: value('contractNumber'), required: false, errors })}
<fieldset class="group"><legend>結んだ契約の内容</legend>
<p class="hint">申込のときの内容です。契約書と違うときは、ここを直すのではなく、変更を申し込んでください。</p>
${textField({ id: 'contractPrice', label: `${labels.contractPrice}(税込、円)`, hint: `申込: ${formatYen(works.contractPrice as Yen)}`, value: value('contractPrice'), required: true, kind: 'short', inputmode: 'numeric', errors })}
${textField({ id: 'from', label: `${labels.period}の始期`, hint: `申込: ${formatWareki(works.period.from as CalendarDay)}`, value: value('from'), required: true, errors })}
${textField({ id: 'to', label: `${labels.period}の終期`, hint: `申込: ${formatWareki(works.period.to as CalendarDay)}`, value: value('to'), required: true, errors })}
</fieldset>
<div class="actions"><button class="button button-main" type="submit">登録する</button></div></form>`,
  };
}
