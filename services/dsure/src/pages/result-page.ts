import { guaranteeKindNames, worksLabels } from '@e-surety/domain';
import { errorSummary, type FormError, type Html, html, titleWith } from '@e-surety/service-kit/pages';
import type { RecordedAcknowledgement } from '../acknowledgements/store.js';
import type { ComparedFact } from '../look-ups/cross-check.js';
import type { SeenCertificate } from '../look-ups/found-certificate.js';
import { acknowledgementForm, declaredSoFar, type TypedAcknowledgement } from './acknowledgement-form.js';
import { certificateFacts } from './certificate-facts.js';
import { checksOf } from './checks.js';
import { comparisonTable, factFields, factLabels, type TypedFacts } from './cross-check-form.js';
import { historyOf } from './history.js';
import { dsurePage } from './site.js';
import { standing } from './standing.js';
import { instantText } from './words.js';

export interface Result {
  seen: SeenCertificate;
  declared: RecordedAcknowledgement[];
  formToken: string;
  facts?: TypedFacts | null;
  comparison?: ComparedFact[];
  acknowledgement?: TypedAcknowledgement;
  /** A declaration was taken just now. */
  recorded?: boolean;
  errors?: FormError[];
}

export function resultPage(result: Result): string {
  const { seen, errors = [], recorded = false } = result;
  const { certificate, guaranteeNumber } = seen;
  const main = html`${errorSummary(errors)}
${recorded && html`<div class="notice notice-right" role="status"><p><strong>申告を記録しました。</strong>保証の状態は変わりません。</p></div>`}
<h1>${guaranteeKindNames[certificate.kind]}の電子証書</h1>
<p class="checked-at">保証契約番号 <strong class="code">${guaranteeNumber}</strong><br>${instantText(seen.checkedAt)} 現在(照会した日時)</p>
${standing(seen)}
${certificateFacts(seen)}
${papers(seen)}
<section class="section" aria-labelledby="checks"><h2 id="checks">確かめたこと</h2>${checksOf(seen.verification)}</section>
<section class="section" aria-labelledby="history"><h2 id="history">変更などの履歴</h2>${historyOf(seen)}</section>
${crossCheckSection(result)}
${acknowledgementSection(result)}
<p class="section no-print"><a href="/">別の電子証書を照会する</a></p>`;
  return dsurePage({ title: titleWith(errors, `${guaranteeNumber} 照会結果`), main });
}

function papers({ guaranteeNumber, revision }: SeenCertificate): Html {
  const at = `/certificates/${guaranteeNumber}/revisions/${revision}`;
  return html`<div class="actions no-print">
<a class="button button-main" href="${at}/receipt.pdf">閲覧確認票(PDF)</a>
<a class="button" href="${at}/certificate.pdf">電子証書(PDF)</a>
<button class="button" type="button" data-print hidden>この画面を印刷</button>
</div>
<p class="no-print quiet">閲覧確認票は、いつ、どの版を見て、何が確かめられたかの記録です。支払いの書類と一緒に保管できます。照会から60分間取得できます。<br>プログラムで検証するための<a href="${at}/certificate.jws">署名データ(JWS)</a>もあります。ふだんの確認には要りません。</p>`;
}

function crossCheckSection({ seen, facts = null, comparison, errors = [] }: Result): Html {
  const labels = factLabels(worksLabels[seen.certificate.works.subject]);
  const action = `/certificates/${seen.guaranteeNumber}/cross-check#cross-check`;
  return html`<section class="section${!comparison && ' no-print'}" aria-labelledby="cross-check"><h2 id="cross-check">手元の契約内容と照合する</h2>
${comparison && comparisonTable(comparison, labels)}
<div class="no-print">
<p>分かるところだけ入力してください。入力された内容は保存されません。</p>
<form method="post" action="${action}" novalidate>${factFields(facts, errors, labels)}
<div class="actions"><button class="button" type="submit">照合する</button></div></form>
</div></section>`;
}

function acknowledgementSection({ seen, declared, formToken, acknowledgement, errors = [] }: Result): Html {
  const { guaranteeNumber, revision, certificate } = seen;
  return html`<section class="section panel no-print" aria-labelledby="acknowledge"><h2 id="acknowledge">受領・訂正依頼</h2>
<p>この電子証書への回答を、申告として記録します。保証の状態は変わりません。お急ぎの訂正は、受注者にも直接お伝えください。</p>
${acknowledgementForm({
  action: `/certificates/${guaranteeNumber}/revisions/${revision}/acknowledgements`,
  ...{ formToken, errors, typed: acknowledgement ?? null, ordererName: certificate.orderer.name },
})}
${declaredSoFar(declared)}
</section>`;
}
