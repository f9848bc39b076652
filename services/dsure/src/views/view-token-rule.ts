import { bearerToken, type OperationRule, requestValue } from '@e-surety/service-kit/auth';
import type { View, ViewTokens } from './view-token.js';

export const view = requestValue<View>('the view');

/** Lets whoever looked the certificate up open its papers, by the token that the look-up gave. */
export function viewTokenHolder({ viewTokens, now }: { viewTokens: ViewTokens; now: () => Date }): OperationRule {
  return {
    security: [{ viewToken: [] }],
    callers: '認証キーで照会した人(閲覧トークン)。 Whoever looked the certificate up may call, with the view token.',
    check: async (request) => view.set(request, await viewTokens.read(bearerToken(request), now())),
  };
}
