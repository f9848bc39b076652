import {
  checkField,
  errorSummary,
  type FormError,
  html,
  type PageContent,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { mendable } from '../parts/mended.js';
import { asked, pager, type QueryOf } from '../parts/paging.js';
import { searchForm } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { instantText, money } from '../parts/words.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { putCondition } from './put.js';
import { admins } from './roles.js';
import type { Contractor } from './schemas.js';

const path = '/admin/contractors';
const anew = '/admin/new/contractor';

/** 会社: 利用登録, the agreement on 一括納付 and the credit limit. */
export function contractorPages(pages: PageRoutes): void {
  pages.show(path, admins, async (visit) => {
    const query = asked(visit.query, ['q']);
    const { contractors, next } = demand(
      await visit.api.listContractors({ query: query as QueryOf<'listContractors'> }),
    );
    return {
      title: '会社',
      at: path,
      main: html`<div class="work"><h1>会社</h1>
<div class="actions actions-top"><a class="button button-main" href="${anew}">会社を利用登録する</a></div>
${searchForm(path, [{ name: 'q', label: '会社名', value: query.q ?? '' }])}
${table({
  caption: '利用登録された会社',
  rows: contractors,
  columns: [
    {
      label: '会社',
      as: 'head',
      cell: ({ id, name }) => html`<a href="${path}/${id}">${name}</a><br><span class="quiet small">${id}</span>`,
    },
    { label: '一括納付', cell: ({ lumpSumAgreement }) => (lumpSumAgreement ? '協定あり' : '協定なし') },
    { label: '与信の限度額', as: 'number', cell: ({ creditLimit }) => money(creditLimit) },
    {
      label: '利用者',
      cell: ({ id, name }) => html`<a href="/admin/users?contractor=${id}" aria-label="利用者 ${name}">利用者</a>`,
    },
  ],
})}
${pager(path, query, next)}</div>`,
    };
  });

  pages.show(anew, admins, async (visit) => contractorForm(visit, { action: anew, typed: {} }));
  pages.act(anew, admins, (visit) => put(visit, typedIn(visit.form, 'id'), anew));
  pages.show(`${path}/:id`, admins, (visit) => contractorPage(visit));
  pages.act(`${path}/:id`, admins, (visit) => put(visit, visit.path.id!, `${path}/${visit.path.id}`));
}

async function contractorPage(visit: Visit): Promise<PageContent> {
  const answer = await visit.api.readContractor({ path: { id: visit.path.id! } });
  const contractor = demand(answer);
  const version = answer.ok ? (answer.headers.get('etag') ?? '') : '';
  return contractorForm(visit, { action: `${path}/${contractor.id}`, contractor, version, typed: typedOf(contractor) });
}

const typedOf = ({ name, address, representative, lumpSumAgreement, creditLimit }: Contractor): TypedForm => ({
  ...{ name, address, title: representative.title, representative: representative.name },
  ...(lumpSumAgreement && { lumpSumAgreement: 'true' }),
  creditLimit: creditLimit.toLocaleString('ja-JP'),
});

function contractorForm(
  { hidden }: Visit,
  options: {
    action: string;
    typed: TypedForm;
    contractor?: Contractor;
    version?: string;
    errors?: readonly FormError[];
  },
): PageContent {
  const { action, typed, contractor, version = '', errors = [] } = options;
  const field = (id: string) => ({ id, value: typedIn(typed, id), errors });
  const heading = version === '' ? '会社を利用登録する' : (contractor?.name ?? typedIn(typed, 'name'));
  return {
    title: titleWith(errors, heading),
    at: path,
    main: html`<div class="work">${errorSummary(errors)}<h1><span class="eyebrow">会社</span>${heading}</h1>
${
  contractor &&
  facts(
    [
      ['会社のID', html`<span class="code">${contractor.id}</span>`],
      ['与信の使用額', money(contractor.creditInUse)],
      ['登録', instantText(contractor.createdAt)],
      [
        '利用者',
        html`<a href="/admin/users?contractor=${contractor.id}">利用者の一覧</a> ・ <a href="/admin/new/user?role=contractor&amp;contractor=${contractor.id}">利用者を招待する</a>`,
      ],
    ],
    'wide',
  )
}
<form class="form dense" method="post" action="${action}" novalidate>${hidden}<input type="hidden" name="version" value="${version}">
${version === '' && textField({ ...field('id'), label: '会社のID', hint: '半角の英小文字・数字・ハイフン。後から変えられません。例: marumaru-kensetsu', required: true })}
${textField({ ...field('name'), label: '商号または名称', hint: '登記のとおりに入力してください。', required: true, kind: 'long' })}
${textField({ ...field('address'), label: '所在地', required: true, kind: 'long' })}
<div class="fields">${textField({ ...field('title'), label: '代表者の職名', required: true })}${textField({ ...field('representative'), label: '代表者の氏名', required: true })}</div>
${checkField({ id: 'lumpSumAgreement', label: '一括納付の協定がある', checked: typedIn(typed, 'lumpSumAgreement') === 'true', errors })}
${textField({ ...field('creditLimit'), label: '与信の限度額(円)', hint: '0は、引き受けないことを表します。', required: true, kind: 'short', inputmode: 'numeric' })}
<p class="quiet small">すでに発行した保証の名称や所在地は、発行したときのまま変わりません。</p>
<div class="actions"><button class="button button-main" type="submit">${version === '' ? '登録する' : '変更する'}</button><a class="button" href="${path}">やめる</a></div></form></div>`,
  };
}

async function put(visit: Visit, id: string, action: string): Promise<PageAnswer> {
  const { form } = visit;
  const typed = (name: string) => typedIn(form, name);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    const errors = [{ field: 'id', message: '会社のIDは半角の英小文字・数字・ハイフンで入力してください' }];
    return { ...contractorForm(visit, { action, typed: form, errors }), status: 400 };
  }
  const limit = typed('creditLimit').normalize('NFKC').trim();
  const body = {
    ...{ name: typed('name'), address: typed('address') },
    representative: { title: typed('title'), name: typed('representative') },
    lumpSumAgreement: typed('lumpSumAgreement') === 'true',
    creditLimit: /^0+円?$/u.test(limit) ? (0 as const) : limit,
  };
  const answer = await visit.api.putContractor({ path: { id }, headers: putCondition(visit), body });
  if (answer.ok) return seeOther(`${path}/${id}`, answer.status === 201 ? '利用登録しました。' : '変更しました。');
  const errors = mendable(answer, fields);
  return {
    ...contractorForm(visit, { action, typed: form, version: typed('version'), errors }),
    status: answer.status,
  };
}

const fields: FormField[] = [
  { id: 'name', pointer: '/name', label: '商号または名称' },
  { id: 'address', pointer: '/address', label: '所在地' },
  { id: 'title', pointer: '/representative/title', label: '代表者の職名' },
  { id: 'representative', pointer: '/representative/name', label: '代表者の氏名' },
  { id: 'creditLimit', pointer: '/creditLimit', label: '与信の限度額' },
];
