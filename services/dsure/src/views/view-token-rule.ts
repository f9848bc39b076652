import { bearerToken, type OperationRule, requestValue } from '@e-surety/service-kit/auth';
import type { View, ViewTokens } from './view-token.js';

export const view = requestValue<View>('the view');

/** Lets whoever looked the certificate up open its papers, by the token that the look-up gave. */
export function viewTokenHolder({ viewTokens, now }: { viewTokens: ViewTokens; now: () => Date }): OperationRule {
  return {
    security: ['viewToken'],
    check: async (request) => view.set(request, await viewTokens.read(bearerToken(request), now())),
  };
}
