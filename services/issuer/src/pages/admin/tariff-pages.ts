import {
  errorSummary,
  type FormError,
  html,
  type PageContent,
  textField,
  titleWith,
} from '@e-surety/service-kit/pages';
import { mendable } from '../parts/mended.js';
import { dayText } from '../parts/words.js';
import { type PageAnswer, seeOther } from '../site/answers.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Visit } from '../site/visit.js';
import { putCondition } from './put.js';
import { admins } from './roles.js';
import { tariffTable } from './tariff-facts.js';
import { tariffFields, tariffFieldset, tariffIn, typedTariff } from './tariff-form.js';

const path = '/admin/tariffs';
const anew = '/admin/new/tariff';

/** 保証料率表: every version with its 約款; one that has begun is never changed. */
export function tariffPages(pages: PageRoutes): void {
  pages.show(path, admins, async ({ api }) => {
    const { tariffs } = demand(await api.listTariffs());
    return {
      title: '保証料率',
      at: path,
      main: html`<div class="work"><h1>保証料率</h1>
<p>承認された保証の保証料は、承認の日の版で固定されます。料率を変えるときは、新しい版を登録してください。</p>
<div class="actions actions-top"><a class="button button-main" href="${anew}">新しい版を登録する</a></div>
${tariffs.map(
  (
    tariff,
  ) => html`<section class="sheet" aria-labelledby="v-${tariff.validFrom}"><h2 id="v-${tariff.validFrom}">${tariff.version} ${statusTag(tariff.status)}</h2>
<p>${dayText(tariff.validFrom)}から適用</p>${tariffTable(tariff)}
${tariff.status === 'planned' && html`<p class="small"><a href="${path}/${tariff.version}" aria-label="この版を直す ${tariff.version}">この版を直す</a></p>`}</section>\n`,
)}</div>`,
    };
  });

  pages.show(anew, admins, async (visit) => {
    const { tariffs } = demand(await visit.api.listTariffs());
    const [newest] = tariffs;
    return tariffForm(visit, {
      action: anew,
      typed: newest ? { ...typedTariff(newest), version: '', validFrom: '' } : {},
    });
  });
  pages.act(anew, admins, (visit) => put(visit, typedIn(visit.form, 'name'), anew));
  pages.show(`${path}/:version`, admins, async (visit) => {
    const answer = await visit.api.readTariff({ path: { version: visit.path.version! } });
    const tariff = demand(answer);
    const etag = answer.ok ? (answer.headers.get('etag') ?? '') : '';
    return tariffForm(visit, { action: `${path}/${tariff.version}`, typed: typedTariff(tariff), etag });
  });
  pages.act(`${path}/:version`, admins, (visit) => put(visit, visit.path.version!, `${path}/${visit.path.version}`));
}

const statuses = {
  planned: ['適用前', 'tag-waits'],
  in_force: ['適用中', 'tag-done'],
  past: ['適用終了', 'tag-over'],
} as const;

const statusTag = (status: keyof typeof statuses) =>
  html`<span class="tag ${statuses[status][1]}">${statuses[status][0]}</span>`;

function tariffForm(
  { hidden, path: { version } }: Visit,
  {
    action,
    typed,
    etag = '',
    errors = [],
  }: { action: string; typed: TypedForm; etag?: string; errors?: readonly FormError[] },
): PageContent {
  const heading = etag === '' ? '保証料率の新しい版を登録する' : `${version} を直す`;
  return {
    title: titleWith(errors, heading),
    at: path,
    main: html`<div class="work">${errorSummary(errors)}<h1>${heading}</h1>
<p>明日以後の日から適用します。適用が始まると変えられません。</p>
<form class="dense" method="post" action="${action}" novalidate>${hidden}<input type="hidden" name="version" value="${etag}">
<div class="fields">
${etag === '' && textField({ id: 'name', label: '版の名前', hint: '例: 2027-04', required: true, value: typedIn(typed, 'name'), kind: 'short', errors })}
${textField({ id: 'validFrom', label: '適用を始める日', hint: '例: R9.4.1', required: true, value: typedIn(typed, 'validFrom'), kind: 'short', errors })}
</div>
${tariffFieldset({ typed, errors })}
<div class="actions"><button class="button button-main" type="submit">登録する</button><a class="button" href="${path}">やめる</a></div></form></div>`,
  };
}

async function put(visit: Visit, version: string, action: string): Promise<PageAnswer> {
  const { form } = visit;
  const shown = { action, typed: form, etag: typedIn(form, 'version') };
  const { body, errors } = tariffIn(form);
  const nameless = version.trim() === '' ? [{ field: 'name', message: '版の名前を入力してください' }] : [];
  if (errors.length + nameless.length > 0) {
    return { ...tariffForm(visit, { ...shown, errors: [...nameless, ...errors] }), status: 400 };
  }
  const answer = await visit.api.putTariff({ path: { version }, headers: putCondition(visit), body });
  if (answer.ok) return seeOther(path, '保証料率を登録しました。');
  const wrong = mendable(answer, tariffFields(form));
  return { ...tariffForm(visit, { ...shown, errors: wrong }), status: answer.status };
}
