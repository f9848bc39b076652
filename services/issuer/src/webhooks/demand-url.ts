import { refuse } from '../refusals.js';
import { faultOfUrl, type WebhookTargets } from './webhook-url.js';

/** What can be told without asking anybody; where the name leads is judged at each attempt. */
export function demandUrl(url: string, targets: WebhookTargets): void {
  const detail = faultOfUrl(url, targets);
  if (detail === null) return;
  const expected = '公開されている https のURL';
  throw refuse('webhook_url_refused', {
    detail,
    errors: [{ pointer: '/url', in: 'body', code: 'url_refused', detail, expected }],
  });
}
