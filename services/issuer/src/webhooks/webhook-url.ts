import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** `any` is for development: plain http, and addresses that are not public. */
export const webhookTargets = ['public', 'any'] as const;
export type WebhookTargets = (typeof webhookTargets)[number];

/** Why nothing may be sent to this URL, in words for people; null: as far as the URL itself tells, it may. */
export function faultOfUrl(text: string, targets: WebhookTargets): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return 'URLとして読めません。';
  if (url.protocol !== 'https:' && !(targets === 'any' && url.protocol === 'http:')) return 'https のURLが必要です。';
  if (url.username !== '' || url.password !== '') return 'URLにユーザー名・パスワードは入れられません。';
  if (url.hash !== '') return 'URLに # 以降は入れられません。';
  if (targets === 'public' && leadsInside(url)) return '公開されていない宛先には送信できません。';
  return null;
}

/** An address that is written out is never resolved, and so is judged here. */
export function addressIn({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
}

function leadsInside(url: URL): boolean {
  const address = addressIn(url);
  if (address !== null) return !isPublicAddress(address);
  const name = url.hostname.replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name);
}
