import type { components } from '@e-surety/client/issuer';
import { guaranteeKinds, guaranteeRequestStateNames } from '@e-surety/domain';
import {
  errorSummary,
  type FormError,
  type Html,
  html,
  type PageContent,
  titleWith,
} from '@e-surety/service-kit/pages';
import type { TypedForm } from '../../site/typed.js';
import { worksFacts } from '../works-facts.js';
import { branchBlock, contactBlock, messageBlock, noticeBlock } from './closing-blocks.js';
import type { ElectronicAnswers } from './electronic.js';
import type { Figures } from './figures.js';
import { guaranteeBlock } from './guarantee-block.js';
import { subjectOf } from './names.js';
import { type Orderer, ordererBlock } from './orderer-block.js';
import { fiscalYearsBlock, jointVentureBlock } from './plans-block.js';
import { fieldsOf } from './view.js';
import { worksBlock } from './works-block.js';

type Schemas = components['schemas'];

/** All that the form shows, besides what was typed. */
export interface FormContext {
  orderer: Orderer | null;
  electronic: ElectronicAnswers;
  found: readonly Orderer[];
  branches: Schemas['BranchList']['branches'];
  billingParties: readonly string[];
  figures: Figures;
  /** 登録済みの工事, with which an application may begin. */
  registered: readonly Schemas['Works'][];
  /** Chosen in place of new ones. */
  works: Schemas['Works'] | null;
  /** What is being changed; null for a new application. */
  application: Schemas['Application'] | null;
  now: Date;
}

export interface ShownForm {
  /** Where it is saved, and sent. */
  draftId: string;
  /** The version that was last saved; empty while there is none. */
  version: string;
  form: TypedForm;
  errors: readonly FormError[];
  hidden: Html;
}

/** 申込作成: the form of Net Desk, block by block. */
export function formContent({ draftId, version, form, errors, hidden }: ShownForm, context: FormContext): PageContent {
  const { application, works } = context;
  const fields = fieldsOf(form, errors);
  const title = application ? '申込の修正' : '申込の作成(新規)';
  const standing = (kind: (typeof guaranteeKinds)[number]) => {
    const request = application?.guarantees.find((one) => one.kind === kind);
    return {
      status: guaranteeRequestStateNames[request?.status ?? 'draft'],
      guaranteeNumber: request?.guaranteeNumber ?? null,
    };
  };
  return {
    title: titleWith(errors, title),
    at: '/applications/new',
    main: html`${errorSummary(errors)}
${stepsOf(1)}
<h1>${title}</h1>
<p>入力した内容は、途中で保存できます。わからないところは、項目の <span class="help-sign">?</span> をご覧いただくか、<a href="#branch">申込送信先の支店</a>にお尋ねください。</p>
${registeredWorks(context.registered)}
<form class="form application-form" id="application-form" method="post" action="/applications/drafts/${draftId}" novalidate data-autosave>
<button class="visually-hidden" type="submit" name="do" value="save" tabindex="-1" aria-hidden="true">保存</button>
${hidden}<input type="hidden" name="version" value="${version}"><input type="hidden" name="applicationId" value="${application?.id ?? ''}">
<h2 id="works">請負工事の情報</h2>
${ordererBlock({ form, errors, chosen: context.orderer, found: context.found, fixed: application !== null || works !== null })}
${works ? chosenWorks(works, fields.typed('worksId')) : html`${worksBlock(fields, subjectOf(form))}${fiscalYearsBlock(fields, form, context.now)}${jointVentureBlock(fields, form)}`}
<h2 id="guarantees">申し込む保証</h2>
<p>一つ以上を選んでください。</p>
${
  !works &&
  html`<div class="declaration">${fields.check('works.ordererAllowsElectronic', {
    label: 'この工事について、発注者が電子保証を認めています(申告)',
    hint: '電子保証を選ぶときに確かめてください。発注者によっては、この申告が必要です。',
  })}</div>`
}
${guaranteeKinds.map((kind) => guaranteeBlock({ kind, fields, figures: context.figures, electronic: context.electronic, standing: standing(kind), now: context.now }))}
<datalist id="billing-parties">${context.billingParties.map((name) => html`<option value="${name}"></option>`)}</datalist>
<div class="actions"><button class="button" type="submit" name="do" value="calculate">計算する</button></div>
<h2 id="delivery">申込送信先、保証証書等受取</h2>
${branchBlock(fields, context.branches)}
<h2 id="notice">電子保証発行完了のお知らせ</h2>
${noticeBlock(fields)}
<h2 id="contact">ご担当者</h2>
${contactBlock(fields)}
<h2 id="messages">連絡事項</h2>
${messageBlock(fields, application?.messageToContractor ?? null)}
<div class="form-foot"><div class="actions">
<button class="button button-main" id="to-confirmation" type="submit" name="do" value="confirm">申込確認へ進む</button>
<button class="button" type="submit" name="do" value="save">下書きを保存する</button>
<button class="button" type="submit" name="do" value="clear-information">インフォメーションをクリア</button>
</div><p class="quiet" id="saved" aria-live="polite"></p></div>
</form>`,
  };
}

const registeredWorks = (registered: FormContext['registered']): Html | null =>
  registered.length === 0
    ? null
    : html`<details class="more"><summary>登録済みの工事で申し込む</summary><ul class="attachments">${registered.map(
        ({ id, name, number }) =>
          html`<li><a href="/applications/new?works=${id}">${name}</a>${number && html` <span class="quiet">${number}</span>`}</li>\n`,
      )}</ul></details>`;

const chosenWorks = (works: Schemas['Works'], worksId: string): Html =>
  html`<input type="hidden" name="worksId" value="${worksId}"><h3>登録済みの工事</h3>${worksFacts(works)}
<p class="quiet">工事の内容を変えるときは、変更のお申し込みになります。</p>`;

const steps = ['申込作成', '申込確認', '完了'];

/** Where in 申込作成 → 申込確認 → 完了 a page is. */
export const stepsOf = (at: 1 | 2 | 3): Html =>
  html`<ol class="stages no-print" aria-label="手続の段階">${steps.map(
    (step, i) =>
      html`<li${i + 1 === at && html` aria-current="step"`}><span class="stage-number">${i + 1}</span> ${step}</li>`,
  )}</ol>`;
