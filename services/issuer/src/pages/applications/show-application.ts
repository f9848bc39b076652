import type { components } from '@e-surety/client/issuer';
import { applicationStatusNames } from '@e-surety/domain';
import { errorSummary, type FormError, type Html, html, titleWith } from '@e-surety/service-kit/pages';
import { dayOfInstant } from '../parts/words.js';
import type { PageAnswer } from '../site/answers.js';
import { demand, orNull } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import { attachmentBlock } from './attachments.js';
import { findingsBlock } from './findings.js';
import { stepsOf } from './form/form-page.js';
import { guaranteeFacts } from './guarantee-facts.js';
import { messagesBlock } from './messages.js';
import { particulars } from './particulars.js';
import { worksFacts } from './works-facts.js';

type Application = components['schemas']['Application'];

/** 申込確認 before it is sent, and the application from then on: the same facts, with what can be done now. */
export type ApplicationStep = 'confirmation' | 'application';

interface Shown {
  errors?: readonly FormError[];
  status?: number;
  /** What was typed as a message and has to be mended. */
  message?: string;
}

export async function showApplication(
  visit: Visit,
  step: ApplicationStep,
  { errors = [], status = 200, message = '' }: Shown = {},
): Promise<PageAnswer> {
  const { api, path, hidden } = visit;
  const id = path.id!;
  const application = demand(await api.readApplication({ path: { id } }));
  const [orderer, { attachments }, { branches }, { messages }] = await Promise.all([
    api.readOrderer({ path: { code: application.orderer } }).then(orNull),
    api.listAttachments({ path: { id } }).then(demand),
    api.listBranches().then(demand),
    api.listMessages({ path: { id }, query: { limit: '100' } }).then(demand),
  ]);
  const open = isOpen(application);
  const confirming = step === 'confirmation';
  const title = confirming ? '申込確認' : '保証申込の内容';
  return {
    title: titleWith(errors, title),
    at: confirming ? '/applications/new' : '/applications',
    status,
    main: html`${errorSummary(errors)}
${confirming && stepsOf(2)}
<h1>${title}</h1>
${confirming ? html`<p>内容を確かめて、送信してください。まだ送信されていません。</p>` : standingBlock(application)}
${findingsBlock(application)}
<h2>請負工事の情報</h2>
<p class="chosen-name">${orderer ? html`${orderer.name} <span class="quiet">${orderer.prefecture}・${orderer.code}</span>` : application.orderer}</p>
${worksFacts(application.works)}
<h2>申し込む保証</h2>
${application.guarantees.map((one) => html`${guaranteeFacts(one)}${!confirming && papersOf(application, one)}`)}
<h2>申込送信先、ご担当者など</h2>
${particulars(application, branches)}
${attachmentBlock(visit, { id, at: step, attachments, errors, removable: open })}
${confirming ? sendBlock(application, hidden) : messagesBlock(visit, { id, messages, errors, message })}
${!confirming && actionsBlock(application)}`,
  };
}

export const isOpen = ({ status }: Pick<Application, 'status'>): boolean => status === 'draft' || status === 'returned';

const isOver = ({ status }: Application) => status === 'withdrawn' || status === 'completed';

function standingBlock(application: Application): Html {
  const { id, status, submittedAt, receiptNumber, messageToContractor } = application;
  const issuing = application.guarantees.some((one) => one.status === 'issuing' || one.status === 'approved');
  return html`<p class="lead">手続状況: <strong>${applicationStatusNames[status]}</strong>${submittedAt && html` <span class="quiet">${dayOfInstant(submittedAt)} 送信</span>`}</p>
${receiptNumber !== null && html`<p>受付番号 <strong class="code">${receiptNumber}</strong></p>`}
${issuing && html`<div class="notice" role="status" data-refresh><p><strong>発行の手続きを進めています。</strong>この画面を閉じても手続きは続きます。<a href="/applications/${id}">最新の状態を見る</a></p></div>`}
${status === 'returned' && html`<div class="notice notice-warn"><h2>修正をお願いします</h2><p class="lines">${messageToContractor}</p><p><a class="button button-main" href="/applications/${id}/edit">申込を修正する</a></p></div>`}
${status === 'draft' && html`<div class="notice notice-warn"><p><strong>まだ送信されていません。</strong></p><p><a class="button button-main" href="/applications/${id}/confirmation">申込確認へ進む</a></p></div>`}`;
}

const papersOf = (
  { id }: Application,
  { kind, status, guaranteeNumber }: Application['guarantees'][number],
): Html | null => {
  if (guaranteeNumber !== null) {
    return html`<p><a href="/guarantees/${guaranteeNumber}">この保証契約の詳細</a></p>`;
  }
  return status === 'fee_due'
    ? html`<p><a href="/applications/${id}/fee-notice/${kind}">保証料のご案内(PDF)</a></p>`
    : null;
};

const sendBlock = ({ id }: Application, hidden: Html): Html =>
  html`<form class="no-print" method="post" action="/applications/${id}/submission">${hidden}
<div class="form-foot"><div class="actions"><button class="button button-main" id="send" type="submit">この内容で申し込む</button>
<a class="button" href="/applications/${id}/edit">修正する</a></div></div></form>`;

const actionsBlock = (application: Application): Html => html`<h2 class="no-print">この申込について</h2>
<ul class="next no-print">
${application.submittedAt && html`<li><a href="/applications/${application.id}/copy.pdf">申込控え(PDF)を受け取る</a></li>`}
${isOpen(application) && html`<li><a href="/applications/${application.id}/edit">申込を修正する</a></li>`}
<li><a href="/applications/new?copy=${application.id}">この申込を複写して、新しい申込を作る</a></li>
<li><a href="/applications/new?works=${application.worksId}">同じ工事で、ほかの保証を申し込む</a></li>
${application.works.contractDate === null && application.submittedAt && html`<li><a href="/works/${application.worksId}/contract-conclusion">請負契約の締結を登録する</a></li>`}
${!isOver(application) && html`<li><a href="/applications/${application.id}/withdrawal">申込を取り下げる</a></li>`}
</ul>`;
