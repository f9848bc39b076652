import type { components } from '@e-surety/client/issuer';
import { calendarDay, formatWareki, guaranteeKindNames } from '@e-surety/domain';
import { type FormError, type Html, html, textField } from '@e-surety/service-kit/pages';
import { type TypedForm, typedIn } from '../../site/typed.js';

export type Orderer = components['schemas']['Orderer'];

/** 発注者: found by name, kana, prefecture or code, and chosen. `fixed` where it can no longer be another. */
export function ordererBlock({
  form,
  errors,
  chosen,
  found,
  fixed,
}: {
  form: TypedForm;
  errors: readonly FormError[];
  chosen: Orderer | null;
  found: readonly Orderer[];
  fixed: boolean;
}): Html {
  if (chosen) return chosenOrderer(chosen, fixed);
  const query = typedIn(form, 'ordererQuery');
  return html`<div class="with-button">${textField({
    id: 'orderer',
    name: 'ordererQuery',
    label: '発注者',
    required: true,
    hint: '名称・かな・都道府県・団体コードの一部で探して、選んでください。',
    help: html`<p>「電子保証対応の発注者」は<a href="/orderers" target="_blank">一覧(新しいタブ)</a>でご確認いただけます。</p><p>見つからない発注者は、申込送信先の支店にお問い合わせください。</p>`,
    value: query,
    errors,
  })}<button class="button" type="submit" name="do" value="find-orderer">発注者を探す</button></div>
${query.trim() !== '' && results(found)}`;
}

function chosenOrderer(orderer: Orderer, fixed: boolean): Html {
  return html`<input type="hidden" name="orderer" value="${orderer.code}">
<div class="chosen" id="orderer" tabindex="-1"><p><span class="label">発注者</span> ${fixed ? null : html`<button class="button button-small" type="submit" name="do" value="change-orderer">発注者を選び直す</button>`}</p>
<p class="chosen-name">${orderer.name} <span class="quiet">${orderer.prefecture}・${orderer.code}</span></p>
<p>${electronicWords(orderer)}</p></div>`;
}

function results(found: readonly Orderer[]): Html {
  if (found.length === 0) {
    return html`<div class="notice notice-warn" role="status"><p>その言葉に合う発注者は見つかりませんでした。言葉を短くするか、かなで探してください。</p></div>`;
  }
  return html`<fieldset class="field found" id="orderer-results" tabindex="-1"><legend class="label">見つかった発注者(${found.length}件${found.length === 20 && '以上'})</legend>
${found.map(
  (
    one,
  ) => html`<div class="radio"><input type="radio" id="orderer-${one.code}" name="orderer" value="${one.code}" aria-describedby="orderer-${one.code}-hint">
<label for="orderer-${one.code}">${one.name}</label><span class="hint" id="orderer-${one.code}-hint">${one.prefecture}・${one.code}・${one.electronic?.kinds.length ? '電子保証対応' : '電子保証は未確認(証書(紙)のみ)'}</span></div>\n`,
)}<div class="actions"><button class="button" type="submit" name="do" value="save">この発注者にする</button></div></fieldset>`;
}

const triggers: Record<NonNullable<NonNullable<Orderer['electronic']>['trigger']>, string> = {
  orderer_allows_per_work: 'この工事について発注者が認めていること',
  notice_date: '公告日・指名通知日',
  bid_date: '入札日',
  order_date: '発注日',
  award_date: '落札決定日',
  planned_contract_notice_date: '契約予定日',
  contract_date: '請負契約日',
  original_contract_date: '当初契約日',
  guarantee_contract_date: '保証契約日',
};

const list = html`<a href="/orderers" target="_blank">電子保証対応の発注者(新しいタブ)</a>`;

/** What this orderer publishes about 電子保証, in a sentence. What follows from it is judged by the API. */
export function electronicWords({ name, electronic }: Orderer): Html {
  if (!electronic) {
    return html`<strong>電子保証への対応が確認できていません。</strong>証書(紙)でお申し込みいただけます。${list}`;
  }
  if (electronic.kinds.length === 0) {
    return html`<strong>電子保証を受け付けていません。</strong>証書(紙)でお申し込みいただけます。${list}`;
  }
  const kinds = electronic.kinds.map((kind) => guaranteeKindNames[kind]).join('・');
  const since = electronic.since === null ? null : `${formatWareki(calendarDay(electronic.since))}以後`;
  const trigger = electronic.trigger === null ? '申込日' : triggers[electronic.trigger];
  return html`<strong>電子保証に対応しています。</strong>${name}が電子保証を受け付けるのは ${kinds}${since && `、${since}のもの`}です(判断の基準: ${trigger})。`;
}
