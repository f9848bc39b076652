import { formatWareki, type GuaranteeStatus, guaranteeStatusNames } from '@e-surety/domain';
import { type Html, html, type IconName, icon } from '@e-surety/service-kit/pages';
import { isUnproved, type SeenCertificate, unprovedTitle } from '../look-ups/found-certificate.js';

const icons: Record<GuaranteeStatus, IconName> = {
  in_force: 'check',
  not_yet_in_force: 'clock',
  expired: 'ended',
  cancelled: 'cross',
  void: 'cross',
};

/** What a clerk looks for first: how the guarantee stands now, in words, shape and colour; and that this is its newest revision. */
export function standing(seen: SeenCertificate): Html {
  if (isUnproved(seen)) return unproved(seen);
  return html`<section class="standing standing-${seen.status}" aria-label="保証の状態">
${icon(icons[seen.status])}
<p class="standing-status">${guaranteeStatusNames[seen.status]} <span class="standing-revision">${revisionWords(seen)}</span></p>
<p class="standing-words">${statusWords(seen)}</p>
</section>`;
}

function unproved({ status, issuer, verification }: SeenCertificate): Html {
  const failed = verification.filter(({ result }) => result === 'failed');
  return html`<section class="standing standing-unproved" aria-label="保証の状態">
${icon('cross')}
<p class="standing-status">${unprovedTitle}</p>
<p class="standing-words">${failed.map(({ detail }) => detail)}支払いなどの前に、${issuer.name}に確かめてください。D-Sureの登録上の状態は「${guaranteeStatusNames[status]}」です。</p>
</section>`;
}

/** 「変更 第2回(最新)」: amendments are counted, as they are on the certificate. */
export function revisionWords({ certificate: { amendments } }: SeenCertificate): string {
  return amendments === 0 ? '変更なし' : `変更 第${amendments}回(最新)`;
}

function statusWords({ status, certificate: { period, status: stored, statusFrom } }: SeenCertificate): string {
  const until = `${formatWareki(period.to)}まで`;
  const words: Record<GuaranteeStatus, string> = {
    in_force: `保証しています(${until})。`,
    not_yet_in_force: `保証期間は${period.from === null ? '請負契約締結日' : formatWareki(period.from)}から始まります。`,
    expired: `保証期限の${formatWareki(period.to)}を過ぎました。`,
    cancelled: `${formatWareki(statusFrom)}に解約されました。`,
    void: '発行が取り消されました。この保証は初めからなかったものとして扱われます。',
  };
  const toCome = stored === 'cancelled' && status !== 'cancelled' && status !== 'expired';
  return words[status] + (toCome ? `${formatWareki(statusFrom)}に解約されることが決まっています。` : '');
}
