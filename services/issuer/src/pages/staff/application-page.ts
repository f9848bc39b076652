import { todayInTokyo } from '@e-surety/domain';
import { errorSummary, type FormError, html, type PageContent, titleWith } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { dayText, instantText } from '../parts/words.js';
import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { attachmentList, contractorFacts, messageSection } from './beside.js';
import { branchName } from './branches.js';
import { findingsList, kindName } from './checks.js';
import { decisionForm, returnForm } from './decision-form.js';
import { guaranteeCard } from './guarantee-card.js';
import { historyTable } from './history-table.js';
import type { Application, Branch, ReviewSheet } from './schemas.js';
import { worksFacts } from './works-facts.js';

/** An application as an underwriter decides on it: every check, every paper and every word on one page. */
export async function applicationPage(
  { api, hidden, form: typed, path, now }: Visit,
  errors: readonly FormError[] = [],
): Promise<PageContent> {
  const id = { path: { id: path.id! } };
  const application = await api.readApplication(id);
  const seen = demand(application);
  const etag = application.ok ? (application.headers.get('etag') ?? '') : '';
  const sheet = demand(await api.readReviewSheet(id));
  const { attachments } = demand(await api.listAttachments(id));
  const { messages } = demand(await api.listMessages(id));
  const { history } = demand(await api.readApplicationHistory({ ...id, query: { limit: '100' } }));
  const { branches } = demand(await api.listBranches());
  const forms = { hidden, errors, typed };
  const today = todayInTokyo(now);
  return {
    title: titleWith(errors, `審査 ${seen.works.name}`),
    at: '/staff/cases',
    main: html`<div class="work">${errorSummary(errors)}
<h1><span class="eyebrow">申込の審査</span>${seen.works.name}</h1>
${headFacts(seen, sheet, branches)}
${
  sheet.commands.includes('claim') &&
  html`<form method="post" action="/staff/applications/${seen.id}/claim">${hidden}<div class="actions actions-top"><button class="button button-main" type="submit">審査を始める</button></div></form>`
}
<div class="split"><div>
${findingsList(seen.warnings, { commands: sheet.guarantees.flatMap(({ commands }) => commands) })}
${seen.guarantees.map((guarantee) => {
  const one = sheet.guarantees.find(({ kind }) => kind === guarantee.kind)!;
  return guaranteeCard({ guarantee, sheet: one, applicationId: seen.id, today, ...forms });
})}
${decisionForm({ sheet, etag, ...forms })}
${returnForm({ sheet, etag, ...forms })}
</div><div>
${contractorFacts(seen, sheet)}
${attachmentList(seen.id, attachments)}
${messageSection(seen.id, messages, forms)}
</div></div>
${worksFacts(seen, sheet)}
<section aria-labelledby="judgements"><h2 id="judgements">規則による判断の記録</h2>${judgements(seen)}</section>
<section aria-labelledby="history"><h2 id="history">経過</h2>${historyTable(history)}</section></div>`,
  };
}

function headFacts(
  { receiptNumber, submittedAt, branch }: Application,
  { claimedBy, mine, contractor, orderer }: ReviewSheet,
  branches: readonly Branch[],
) {
  return facts(
    [
      ['受注者', html`<strong>${contractor.name}</strong>`],
      ['発注者', orderer.name],
      ['受付番号', receiptNumber && html`<span class="code">${receiptNumber}</span>`],
      ['受付', submittedAt && instantText(submittedAt)],
      [
        '担当',
        claimedBy
          ? html`${claimedBy}${mine && html` <span class="tag tag-goes">自分</span>`}`
          : 'まだだれも始めていません',
      ],
      ['支店', branchName(branches, branch)],
    ],
    'wide',
  );
}

function judgements({ judgements }: Application) {
  if (judgements.length === 0) return html`<p class="none">まだ判断していません。</p>`;
  const act = { submission: '送信時', approval: '承認時' };
  return html`<ul class="checks">${judgements.map(
    (one) =>
      html`<li>${instantText(one.at)} ${act[one.act]} ${kindName(one.kind)}: ${
        one.validFrom === null ? '未確認' : `${dayText(one.validFrom)}からの版`
      }(判断日 ${dayText(one.judgedOn)})</li>\n`,
  )}</ul>`;
}
