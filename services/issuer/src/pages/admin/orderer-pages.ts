import { todayInTokyo } from '@e-surety/domain';
import {
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
import { searchForm, withAll } from '../parts/search-form.js';
import { table } from '../parts/table.js';
import { dayText, shortDay } from '../parts/words.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { importPages } from './import-pages.js';
import { kindsText, triggerNames } from './orderer-words.js';
import { admins } from './roles.js';
import { rulesFacts } from './rules-facts.js';
import { rulesFieldset } from './rules-form.js';
import { rulesFields, rulesIn, typedRules } from './rules-typed.js';
import type { OrdererDetail } from './schemas.js';

const path = '/admin/orderers';

/** 発注者 and what they publish about 電子保証: every version is kept, and a new one begins on its day. */
export function ordererPages(pages: PageRoutes): void {
  pages.show(path, admins, async (visit) => {
    const query = asked(visit.query, ['q', 'electronic']);
    const { orderers, next } = demand(await visit.api.listOrderers({ query: query as QueryOf<'listOrderers'> }));
    return {
      title: '発注者',
      at: path,
      main: html`<div class="work"><h1>発注者</h1>
<div class="actions actions-top"><a class="button" href="/admin/import/orderers">一覧(CSV)を取り込む</a></div>
${searchForm(path, [
  { name: 'q', label: '名称・かな・都道府県・コード', value: query.q ?? '' },
  {
    ...{ name: 'electronic', label: '電子保証', value: query.electronic ?? '' },
    choices: withAll([
      { value: 'true', label: '対応' },
      { value: 'false', label: '未確認・対応なし' },
    ]),
  },
])}
${table({
  caption: '発注者',
  rows: orderers,
  columns: [
    { label: 'コード', cell: ({ code }) => html`<span class="code">${code}</span>` },
    {
      label: '発注者',
      as: 'head',
      cell: ({ code, name, kana, prefecture }) =>
        html`<a href="${path}/${code}">${name}</a><br><span class="quiet small">${prefecture} ・ ${kana}</span>`,
    },
    {
      label: '電子保証',
      cell: ({ electronic }) => (electronic ? kindsText(electronic.kinds) : html`<span class="quiet">未確認</span>`),
    },
    {
      label: '判断する日付',
      cell: ({ electronic }) =>
        electronic &&
        html`${electronic.trigger === null ? '申込日' : triggerNames[electronic.trigger]}${electronic.since && html`<br>${shortDay(electronic.since)}以後`}`,
    },
  ],
})}
${pager(path, query, next)}</div>`,
    };
  });

  importPages(pages);

  pages.show(`${path}/:code`, admins, async (visit) => {
    const orderer = demand(await visit.api.readOrderer({ path: { code: visit.path.code! } }));
    return { title: orderer.name, at: path, main: ordererMain(orderer, todayInTokyo(visit.now)) };
  });
  pages.show(`${path}/:code/rules`, admins, async (visit) => {
    const from = typedIn(visit.query, 'from');
    const orderer = demand(await visit.api.readOrderer({ path: { code: visit.path.code! } }));
    const copied = orderer.rules.find(({ validFrom }) => validFrom === from) ?? orderer.rules.at(-1);
    const typed = copied ? typedRules(copied.rules) : { subjects: ['construction', 'consulting'] };
    return rulesPage(visit, { ...typed, ...(from !== '' && { validFrom: dayText(from) }) });
  });
  pages.act(`${path}/:code/rules`, admins, addRules);
}

function ordererMain({ code, name, kana, prefecture, rules }: OrdererDetail, today: string) {
  const newest = [...rules].reverse();
  const current = newest.find(({ validFrom }) => validFrom <= today)?.validFrom;
  const standingOf = (from: string) => {
    if (from === current) return html`<span class="tag tag-done">適用中</span>`;
    return from > today && html`<span class="tag tag-waits">適用前</span>`;
  };
  return html`<div class="work"><h1><span class="eyebrow">発注者 <span class="code">${code}</span></span>${name}</h1>
${facts(
  [
    ['都道府県', prefecture],
    ['かな', kana],
    ['規則の版', `${rules.length}`],
  ],
  'wide',
)}
<div class="actions actions-top"><a class="button button-main" href="${path}/${code}/rules">新しい規則を登録する</a></div>
<h2>規則の履歴</h2>
${
  newest.length === 0
    ? html`<p class="none">規則は登録されていません。電子保証は「未確認」で、証書(紙)だけを受け付けます。</p>`
    : newest.map(
        ({ validFrom, rules: one }) =>
          html`<section class="sheet" aria-labelledby="from-${validFrom}"><h2 id="from-${validFrom}">${dayText(validFrom)}から ${standingOf(validFrom)}</h2>${rulesFacts(one)}
<p class="small"><a href="${path}/${code}/rules?from=${validFrom}" aria-label="この版を直す ${dayText(validFrom)}から">この版を直す</a>(承認に使われた版は直せません)</p></section>\n`,
      )
}</div>`;
}

async function rulesPage(visit: Visit, typed: TypedForm, errors: readonly FormError[] = []): Promise<PageContent> {
  const answer = await visit.api.readOrderer({ path: { code: visit.path.code! } });
  const { code, name } = demand(answer);
  const version = answer.ok ? (answer.headers.get('etag') ?? '') : '';
  return {
    title: titleWith(errors, `${name}の規則`),
    at: path,
    main: html`<div class="work">${errorSummary(errors)}<h1><span class="eyebrow">${name}</span>規則を登録する</h1>
<p>発注者が公表している内容を、出典とともに登録します。前の版は残り、申込は、規則が名指す日付に効力のある版で判断されます。</p>
<form class="dense" method="post" action="${path}/${code}/rules" novalidate>${visit.hidden}<input type="hidden" name="version" value="${version}">
${textField({ id: 'validFrom', label: 'この規則を適用する日', hint: 'この日から新しい規則になります。例: R9.4.1', required: true, value: typedIn(typed, 'validFrom'), kind: 'short', errors })}
${rulesFieldset({ typed, errors })}
<div class="actions"><button class="button button-main" type="submit">この規則を登録する</button><a class="button" href="${path}/${code}">やめる</a></div></form></div>`,
  };
}

async function addRules(visit: Visit): Promise<PageAnswer> {
  const { form } = visit;
  const code = visit.path.code!;
  const { rules, validFrom, errors } = rulesIn(form);
  if (errors.length > 0) return { ...(await rulesPage(visit, form, errors)), status: 400 };
  const headers = { 'if-match': typedIn(form, 'version') };
  const answer = await visit.api.changeOrdererRules({ path: { code, validFrom }, headers, body: rules });
  if (answer.ok) return seeOther(`${path}/${code}`, '規則を登録しました。');
  return { ...(await rulesPage(visit, form, mendable(answer, rulesFields(form)))), status: answer.status };
}
