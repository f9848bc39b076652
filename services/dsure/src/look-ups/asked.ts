import { type AuthenticationKey, type GuaranteeNumber, parseAuthenticationKey } from '@e-surety/domain';
import type { Problem } from '@e-surety/service-kit/problems';
import { guaranteeNumberIn } from '../guarantee-number.js';
import { dsureProblems } from '../refusals.js';

/** A look-up as somebody typed it. */
export interface AskedInWords {
  authenticationKey: string;
  guaranteeNumber?: string;
}

/** Parses a look-up at the door. A typing error is told before anything is looked up, and is nobody's failure. */
export function askedFor(body: AskedInWords): {
  authenticationKey: AuthenticationKey;
  guaranteeNumber: GuaranteeNumber | null;
} {
  const parsed = parseAuthenticationKey(body.authenticationKey);
  if (!parsed.ok) throw mistyped(parsed);
  const guaranteeNumber = body.guaranteeNumber === undefined ? null : guaranteeNumberIn(body.guaranteeNumber, 'body');
  return { authenticationKey: parsed.key, guaranteeNumber };
}

const reasons = {
  length: '認証キーは28文字(4文字が7組)です。文字数を確かめてください。',
  symbol: '認証キーに使われない文字があります。',
  check: '認証キーのどこかに入力の誤りがあります。',
};

function mistyped({ reason, suspectGroup }: { reason: keyof typeof reasons; suspectGroup: number | null }): Problem {
  const where = suspectGroup === null ? '' : `おそらく${suspectGroup}組目です。ほかの組も確かめてください。`;
  const detail = `${reasons[reason]}${where}`;
  return dsureProblems.problem('authentication_key_mistyped', {
    detail,
    facts: { reason, suspectGroup },
    errors: [
      { pointer: '/authenticationKey', in: 'body', code: `wrong_${reason}`, detail, expected: '4文字ずつ7組の28文字' },
    ],
  });
}
