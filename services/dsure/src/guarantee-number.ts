import { type GuaranteeNumber, parseGuaranteeNumber } from '@e-surety/domain';
import { dsureProblems } from './refusals.js';

/** A number as somebody wrote it, at the door: in any width, with any hyphens or none. */
export function guaranteeNumberIn(text: string, place: 'path' | 'body'): GuaranteeNumber {
  const number = parseGuaranteeNumber(text);
  if (number !== null) return number;
  const detail = '「guaranteeNumber」は保証契約番号として正しくありません(検査数字を含む12桁)。';
  throw dsureProblems.problem('guarantee_number_mistyped', {
    detail,
    errors: [
      {
        pointer: '/guaranteeNumber',
        in: place,
        code: 'wrong_format',
        detail,
        expected: '12-08-0000123-3 のような番号',
      },
    ],
  });
}
