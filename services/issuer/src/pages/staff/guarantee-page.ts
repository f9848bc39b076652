import { type Certificate, certificateFormNames, changeTypeNames, guaranteeKindNames } from '@e-surety/domain';
import { itemLabel, revisionTypeNames, valueText } from '@e-surety/papers/wording';
import {
  errorSummary,
  type FormError,
  type Html,
  html,
  type PageContent,
  titleWith,
} from '@e-surety/service-kit/pages';
import { certificateFacts } from '../guarantees/certificate-facts.js';
import { entriesOf } from '../guarantees/timeline.js';
import { facts, lines } from '../parts/facts.js';
import { guaranteeTag, stateTag } from '../parts/standing.js';
import { table } from '../parts/table.js';
import { dayText, instantText, money, shortInstant } from '../parts/words.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { deliverySection } from './delivery-section.js';
import type { ChangeRequest, Guarantee } from './schemas.js';

/** One guarantee: what it says now, what has become of it, its papers, and what can be done about it. */
export async function guaranteePage(
  { api, path, hidden, form: typed, now }: Visit,
  errors: readonly FormError[] = [],
): Promise<PageContent> {
  const of = { path: { guaranteeNumber: path.guaranteeNumber! } };
  const guarantee = demand(await api.readGuarantee(of));
  const { changeRequests } = demand(await api.listChangeRequests(of));
  const { timeline } = demand(await api.readGuaranteeTimeline({ ...of, query: { limit: '100' } }));
  const { guaranteeNumber, kind, form, status, amendments } = guarantee;
  const certificate = guarantee.certificate as unknown as Certificate;
  return {
    title: titleWith(errors, `${guaranteeNumber} ${guaranteeKindNames[kind]}`),
    at: '/staff/guarantees',
    main: html`<div class="work">${errorSummary(errors)}
<h1><span class="eyebrow">${guaranteeKindNames[kind]} ・ ${certificateFormNames[form]}</span><span class="code">${guaranteeNumber}</span> ${guaranteeTag(status)}${amendments > 0 && html` <span class="tag">変更 第${amendments}回(最新)</span>`}</h1>
${noticeOf(guarantee)}
<div class="split"><div>
${facts([...certificateFacts(certificate), ['申込', html`<a href="/staff/applications/${guarantee.applicationId}">申込の審査と経過</a>`]])}
<section aria-labelledby="revisions"><h2 id="revisions">版の履歴</h2>${revisionTable(guarantee, certificate)}</section>
<section aria-labelledby="changes"><h2 id="changes">変更の申込</h2>${changeTable(guaranteeNumber, changeRequests)}</section>
<section aria-labelledby="timeline"><h2 id="timeline">できごと</h2>${entriesOf(timeline)}</section>
</div><div>
${papers(guarantee)}
${deliverySection(guarantee, { hidden, errors, typed, now })}
${actions(guarantee)}
</div></div></div>`,
  };
}

function noticeOf({ guaranteeNumber, change, keyReplacement }: Guarantee): Html | null {
  if (change) {
    const words = change.reflecting ? '反映中です。D-Sureの登録が終わるまで、下の内容は変わりません。' : '手続中です。';
    return html`<p class="notice">${changeTypeNames[change.type]}が${words} <a href="/staff/guarantees/${guaranteeNumber}/changes/${change.id}">変更の申込を見る</a></p>`;
  }
  if (keyReplacement === null) return null;
  return keyReplacement.status === 'pending'
    ? html`<p class="notice">認証キーを再発行しています。D-Sureに登録されるまで、前の認証キーが使えます。</p>`
    : html`<p class="notice notice-warn">認証キーの再発行がD-Sureに受け付けられませんでした。前の認証キーが有効です。</p>`;
}

function papers({ guaranteeNumber, form, revision, fee, depositedAt }: Guarantee): Html {
  const at = `/staff/guarantees/${guaranteeNumber}`;
  return html`<section aria-labelledby="papers"><h2 id="papers">書面</h2><ul class="papers">
<li><a href="${at}/certificate.pdf">${form === 'paper' ? '保証証書(印刷用PDF)' : '電子証書(PDF)'}</a>${revision > 0 && html` <span class="quiet small">第${revision}版</span>`}</li>
${form === 'electronic' && html`<li><a href="${at}/certificate.jws">署名データ(JWS)</a></li>`}
<li><a href="${at}/fee-statement.pdf">保証料計算書(PDF)</a> <span class="quiet small">${money(fee.amount)}${fee.sample && '(見本の料率)'}</span></li>
</ul>${depositedAt && html`<p class="small quiet">D-Sureへの登録 ${instantText(depositedAt)}</p>`}</section>`;
}

function actions({ guaranteeNumber, form, change }: Guarantee): Html {
  const at = `/staff/guarantees/${guaranteeNumber}`;
  return html`<section aria-labelledby="actions"><h2 id="actions">弊社からの変更</h2>
${change ? html`<p class="none">手続中の変更が終わるまで、次の変更はできません。</p>` : html`<ul class="papers"><li><a href="${at}/correction">記載の誤りを訂正する</a></li><li><a href="${at}/void">無効にする(発行取消)</a></li></ul>`}
${form === 'electronic' && html`<ul class="papers"><li><a href="${at}/key-replacement">認証キーを再発行する</a></li></ul>`}</section>`;
}

function revisionTable({ history, guaranteeNumber }: Guarantee, certificate: Certificate): Html {
  return table({
    caption: '版の履歴',
    rows: [...history].reverse(),
    columns: [
      {
        label: '版',
        as: 'head',
        cell: ({ revision, type }) =>
          html`<a href="/staff/guarantees/${guaranteeNumber}/certificate.pdf?revision=${revision}">${revision === 0 ? '当初' : `第${revision}版 ${revisionTypeNames[type]}`}</a>`,
      },
      {
        label: '発行日・効力の日',
        cell: ({ issuedOn, effectiveOn }) =>
          lines(dayText(issuedOn), effectiveOn !== issuedOn && `${dayText(effectiveOn)}から`),
      },
      {
        label: '変わった事項',
        cell: ({ changes, reason }) =>
          lines(
            ...changes.map(
              ({ item, before, after }) =>
                html`${itemLabel(item, certificate)}: ${valueText(item, before as never)} → <strong>${valueText(item, after as never)}</strong>`,
            ),
            reason && `理由: ${reason}`,
          ),
      },
    ],
  });
}

const changeTable = (guaranteeNumber: string, changes: readonly ChangeRequest[]): Html =>
  table({
    caption: '変更の申込',
    rows: changes,
    none: '変更の申込はありません。',
    columns: [
      { label: '状況', cell: ({ status }) => stateTag(status) },
      {
        label: '変更',
        as: 'head',
        cell: ({ id, type }) =>
          html`<a href="/staff/guarantees/${guaranteeNumber}/changes/${id}">${changeTypeNames[type]}</a>`,
      },
      { label: '理由', cell: ({ reason }) => reason },
      { label: '申込', cell: ({ createdAt }) => shortInstant(createdAt) },
    ],
  });
