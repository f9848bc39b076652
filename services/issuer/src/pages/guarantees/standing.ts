import {
  changeTypeNames,
  formatWareki,
  type GuaranteeStatus,
  guaranteeRequestStateNames,
  guaranteeStatusNames,
} from '@e-surety/domain';
import { type Html, html, type IconName, icon } from '@e-surety/service-kit/pages';
import { guaranteeTag } from '../parts/standing.js';
import { pathOf } from './read.js';
import type { Guarantee, GuaranteeSummary } from './schemas.js';

/** In a list: how a guarantee stands, and what is under way. */
export function standingTags({ status, amendments, change, keyReplacement, delivery }: GuaranteeSummary): Html {
  return html`${guaranteeTag(status)}${amendments > 0 && html` <span class="tag">変更 第${amendments}回</span>`}${
    change &&
    html` <span class="tag tag-goes">${change.reflecting ? '反映中' : `${changeTypeNames[change.type]}の手続中`}</span>`
  }${keyReplacement?.status === 'pending' && html` <span class="tag tag-goes">認証キー再発行中</span>`}${
    delivery?.status === 'waiting' && html` <span class="tag">証書の発送待ち</span>`
  }`;
}

const icons: Record<GuaranteeStatus, IconName> = {
  in_force: 'check',
  not_yet_in_force: 'clock',
  expired: 'ended',
  cancelled: 'cross',
  void: 'cross',
};

/** At the head of a guarantee: its status in words, shape and colour, and which revision is the newest. */
export function standing({ status, amendments, revision, certificate }: Guarantee): Html {
  const { period, statusFrom, status: stored } = certificate;
  const words: Record<GuaranteeStatus, string> = {
    in_force: `${formatWareki(period.to)}まで保証しています。`,
    not_yet_in_force: `保証期間は${period.from === null ? '請負契約締結日' : formatWareki(period.from)}から始まります。`,
    expired: `保証期限の${formatWareki(period.to)}を過ぎました。`,
    cancelled: `${formatWareki(statusFrom)}に解約されました。`,
    void: '発行が取り消されました。',
  };
  const toCome = stored === 'cancelled' && (status === 'in_force' || status === 'not_yet_in_force');
  const changes = amendments === 0 ? '変更なし' : `変更 第${amendments}回(最新)`;
  return html`<section class="standing standing-${status}" aria-label="保証の状態">${icon(icons[status])}
<p class="standing-status">${guaranteeStatusNames[status]} <span class="standing-revision">${changes}</span></p>
<p class="standing-words">${words[status]}${toCome && `${formatWareki(statusFrom)}に解約されることが決まっています。`}${
    revision > 0 && html` <span class="quiet">(第${revision}版)</span>`
  }</p></section>`;
}

/** What goes on and takes a while: it is still told after a reload, until D-Sure has acknowledged it. */
export function underWay(guarantee: Guarantee): Html | null {
  const { change, keyReplacement } = guarantee;
  return html`${
    change &&
    html`<div class="notice"><h2>${change.reflecting ? '変更を反映しています' : '変更の手続中です'}</h2>
<p>${changeTypeNames[change.type]}: ${guaranteeRequestStateNames[change.status]}。${
      change.reflecting
        ? '手続が終わるまで、このページと証書は変更前の内容です。画面を閉じても手続は続きます。'
        : 'このページと証書は変更前の内容です。'
    }</p><p><a href="${pathOf(guarantee, `/changes/${change.id}`)}">変更の申込を見る</a></p></div>`
  }${
    keyReplacement?.status === 'pending' &&
    html`<div class="notice"><h2>認証キーを再発行しています</h2>
<p>D-Sureへの登録が終わると、新しい認証キーのお知らせを受け取れます。前の認証キーは使えなくなります。画面を閉じても手続は続きます。</p>
<p><a href="${pathOf(guarantee)}">最新の状態を見る</a></p></div>`
  }${
    keyReplacement?.status === 'refused' &&
    html`<div class="notice notice-warn"><h2>認証キーを再発行できませんでした</h2>
<p>D-Sureが登録を受け付けませんでした。今の認証キーがそのまま使えます。取扱支店にお問い合わせください。</p></div>`
  }`;
}
