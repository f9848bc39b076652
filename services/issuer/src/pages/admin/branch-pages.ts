import {
  errorSummary,
  type FormError,
  html,
  type PageContent,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { table } from '../parts/table.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { putCondition } from './put.js';
import { admins } from './roles.js';

const path = '/admin/branches';
const anew = '/admin/new/branch';

/** 支店: where applications are sent to. */
export function branchPages(pages: PageRoutes): void {
  pages.show(path, admins, async ({ api }) => {
    const { branches } = demand(await api.listBranches());
    return {
      title: '支店',
      at: path,
      main: html`<div class="work"><h1>支店</h1>
<div class="actions actions-top"><a class="button button-main" href="${anew}">支店を登録する</a></div>
${table({
  caption: '支店',
  rows: branches,
  columns: [
    {
      label: '支店',
      as: 'head',
      cell: ({ id, name }) => html`<a href="${path}/${id}">${name}</a><br><span class="quiet small">${id}</span>`,
    },
    { label: '電話', cell: ({ phone }) => html`<span class="number">${phone}</span>` },
    { label: 'メール', cell: ({ email }) => email },
    { label: '受付時間', cell: ({ hours }) => hours },
  ],
})}</div>`,
    };
  });

  pages.show(anew, admins, async (visit) => branchForm(visit, { action: anew, typed: { sortOrder: '0' } }));
  pages.act(anew, admins, (visit) => put(visit, typedIn(visit.form, 'id'), anew));
  pages.show(`${path}/:id`, admins, async (visit) => {
    const answer = await visit.api.readBranch({ path: { id: visit.path.id! } });
    const { id, sortOrder, ...branch } = demand(answer);
    const version = answer.ok ? (answer.headers.get('etag') ?? '') : '';
    return branchForm(visit, { action: `${path}/${id}`, typed: { ...branch, sortOrder: String(sortOrder) }, version });
  });
  pages.act(`${path}/:id`, admins, (visit) => put(visit, visit.path.id!, `${path}/${visit.path.id}`));
}

function branchForm(
  { hidden }: Visit,
  {
    action,
    typed,
    version = '',
    errors = [],
  }: { action: string; typed: TypedForm; version?: string; errors?: readonly FormError[] },
): PageContent {
  const field = (id: string) => ({ id, value: typedIn(typed, id), errors, required: true });
  const heading = version === '' ? '支店を登録する' : typedIn(typed, 'name');
  return {
    title: titleWith(errors, heading),
    at: path,
    main: html`<div class="work">${errorSummary(errors)}<h1><span class="eyebrow">支店</span>${heading}</h1>
<form class="form dense" method="post" action="${action}" novalidate>${hidden}<input type="hidden" name="version" value="${version}">
${version === '' && textField({ ...field('id'), label: '支店のID', hint: '半角の英小文字・数字・ハイフン。後から変えられません。例: nagano' })}
${textField({ ...field('name'), label: '名称' })}
<div class="fields">${textField({ ...field('phone'), type: 'tel', label: '電話番号', hint: '例: 026-000-0000' })}${textField({ ...field('email'), type: 'email', label: 'メールアドレス' })}</div>
${textField({ ...field('hours'), label: '受付時間', kind: 'long', hint: '例: 9:00~17:00(土曜・日曜・祝日・年末年始を除く)' })}
${textField({ ...field('sortOrder'), label: '一覧での順番', hint: '小さい数から並びます。', kind: 'short', inputmode: 'numeric' })}
<div class="actions"><button class="button button-main" type="submit">${version === '' ? '登録する' : '変更する'}</button><a class="button" href="${path}">やめる</a></div></form></div>`,
  };
}

async function put(visit: Visit, id: string, action: string): Promise<PageAnswer> {
  const { form } = visit;
  const typed = (name: string) => typedIn(form, name);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    const errors = [{ field: 'id', message: '支店のIDは半角の英小文字・数字・ハイフンで入力してください' }];
    return { ...branchForm(visit, { action, typed: form, errors }), status: 400 };
  }
  const order = typed('sortOrder').normalize('NFKC').trim();
  const body = {
    ...{ name: typed('name'), phone: typed('phone'), email: typed('email'), hours: typed('hours') },
    sortOrder: /^\d{1,4}$/.test(order) ? Number(order) : Number.NaN,
  };
  const answer = await visit.api.putBranch({ path: { id }, headers: putCondition(visit), body });
  if (answer.ok) return seeOther(path, answer.status === 201 ? '支店を登録しました。' : '支店を変更しました。');
  const errors = mendable(answer, fields);
  return { ...branchForm(visit, { action, typed: form, version: typed('version'), errors }), status: answer.status };
}

const fields: FormField[] = [
  { id: 'name', pointer: '/name', label: '名称' },
  { id: 'phone', pointer: '/phone', label: '電話番号' },
  { id: 'email', pointer: '/email', label: 'メールアドレス' },
  { id: 'hours', pointer: '/hours', label: '受付時間' },
  { id: 'sortOrder', pointer: '/sortOrder', label: '一覧での順番' },
];
