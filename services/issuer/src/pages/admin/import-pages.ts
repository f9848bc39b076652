import {
  errorSummary,
  type FormError,
  fileField,
  type Html,
  html,
  type PageContent,
  titleWith,
} from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { table } from '../parts/table.js';
import type { PageAnswer } from '../site/answers.js';
import type { PageRoutes } from '../site/desk.js';
import type { Visit } from '../site/visit.js';
import { admins } from './roles.js';
import type { ImportReport } from './schemas.js';

const path = '/admin/import/orderers';

/** 発注者の取込み: what was taken, and each line that was not, with its reason. */
export function importPages(pages: PageRoutes): void {
  pages.show(path, admins, async ({ hidden }) => importForm(hidden));
  pages.upload(path, admins, takeIn);
}

async function takeIn({ api, files, hidden, requestKey }: Visit): Promise<PageAnswer> {
  const [file] = files;
  if (!file) {
    const errors = [{ field: 'file', message: 'CSVファイルを選んでください' }];
    return { ...importForm(hidden, { errors }), status: 400 };
  }
  const body = new Uint8Array(await file.arrayBuffer());
  const answer = await api.importOrderers({ headers: { 'idempotency-key': requestKey }, body });
  if (answer.ok) return importForm(hidden, { report: answer.data, name: file.name });
  const errors = mendable(answer, [{ id: 'file', pointer: '', label: 'CSVファイル' }]);
  return { ...importForm(hidden, { errors }), status: answer.status };
}

function importForm(
  hidden: Html,
  { errors = [], report, name }: { errors?: readonly FormError[]; report?: ImportReport; name?: string } = {},
): PageContent {
  return {
    title: titleWith(errors, report ? '取込みの結果' : '発注者の一覧を取り込む'),
    at: '/admin/orderers',
    main: html`<div class="work">${errorSummary(errors)}<h1>発注者の一覧を取り込む</h1>
${report && reportOf(report, name ?? '')}
<form class="form dense" method="post" action="${path}" enctype="multipart/form-data" novalidate>${hidden}
${fileField({ id: 'file', label: 'CSVファイル', accept: '.csv,text/csv', hint: '1行目に code,prefecture,name,kana(団体コード・都道府県名・市区町村名・ふりがな)の見出しが要ります。UTF-8か Shift_JIS。', required: true, errors })}
<p class="quiet small">名称などだけを登録します。規則は変わりません。同じファイルを二度取り込んでも、同じ結果になります。</p>
<div class="actions"><button class="button button-main" type="submit">取り込む</button><a class="button" href="/admin/orderers">発注者の一覧に戻る</a></div></form></div>`,
  };
}

function reportOf({ lines, added, changed, unchanged, refused }: ImportReport, name: string): Html {
  return html`<div class="notice ${refused.length > 0 ? 'notice-warn' : 'notice-right'}" role="status" tabindex="-1" autofocus>
<p><strong>${name} の${lines}行のうち、${lines - refused.length}行を取り込みました。</strong></p>
<p>登録 ${added}件 ・ 変更 ${changed}件 ・ 変更なし ${unchanged}件 ・ 受け付けなかった行 ${refused.length}件</p></div>
${
  refused.length > 0 &&
  html`<section aria-labelledby="refused"><h2 id="refused">受け付けなかった行</h2>
${table({
  caption: '受け付けなかった行',
  rows: refused,
  columns: [
    { label: '行', as: 'head', cell: ({ line }) => line },
    { label: '理由', cell: ({ detail }) => detail },
  ],
})}</section>`
}`;
}
