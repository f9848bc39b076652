import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIssuerClient } from '@e-surety/client/issuer';
import { keyFile } from '@e-surety/issuer-keys';
import type { PrivateJwk } from '@e-surety/seal/format';
import { createSigner, signCall } from '@e-surety/seal/sign';
import { given } from '../demo/caller.js';
import { demoIssuer } from '../stack/demo-issuer.js';
import type { DemoAccount } from '../stack/onboarding.js';
import type { Stack } from '../stack/stack.js';
import type { Operation } from '../testing/contract/document.js';
import type { Dice } from './dice.js';
import type { Known } from './known.js';

export interface Callers {
  /** A value for `Authorization`, mostly of somebody who may call the operation; undefined where nobody has to say who they are. */
  authorization(operation: Operation, dice: Dice): Promise<string | undefined>;
  /** All by which somebody could call in their stead. */
  secrets(): string[];
}

/** The three systems of the example, the issuer itself towards D-Sure, and whoever has looked something up. */
export async function callersOf(stack: Stack, known: Known): Promise<Callers> {
  const accounts = Object.values(stack.accounts);
  const tokens = await Promise.all(accounts.map((account) => accessToken(stack, account)));
  const jwk = JSON.parse(readFileSync(keyFile.jwk(join(stack.data, 'keys', 'issuer'), 'call'), 'utf8')) as PrivateJwk;
  const signer = createSigner(jwk, { issuer: demoIssuer.id, purpose: 'call' });
  return {
    authorization: async ({ security = [] }, dice) => {
      if (security.length === 0 || dice.happens(0.02)) return undefined;
      const [scheme = ''] = Object.keys(security[0]!);
      if (scheme === 'issuerCall') {
        const audience = stack.dsureUrl;
        return `Bearer ${await signCall({ audience, now: new Date(), jti: crypto.randomUUID() }, signer)}`;
      }
      if (scheme === 'viewToken') return `Bearer ${dice.oneOf(known.values('token')) ?? 'none'}`;
      const may = tokens.filter(({ scopes }) =>
        security.some((one) => one[scheme]?.every((scope) => scopes.has(scope))),
      );
      return `Bearer ${dice.oneOf(dice.happens(0.95) ? may : tokens)!.token}`;
    },
    secrets: () => [
      ...accounts.flatMap(({ password, clientSecret }) => [password, clientSecret]),
      ...tokens.map(({ token }) => token),
      ...known.values('token'),
    ],
  };
}

interface AccessToken {
  token: string;
  scopes: ReadonlySet<string>;
}

async function accessToken({ issuerUrl }: Stack, { clientId, clientSecret }: DemoAccount): Promise<AccessToken> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const anybody = createIssuerClient({ baseUrl: issuerUrl });
  const { data } = await given(
    anybody.issueAccessToken({ headers: { authorization }, body: { grant_type: 'client_credentials' } }),
  );
  return { token: data.access_token, scopes: new Set(data.scope.split(' ')) };
}
