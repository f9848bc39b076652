import { type OrdererRules, templateFaults } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { Door } from '../door.js';
import type { OrdererRulesSchema } from './rules-schema.js';

/** What the schema cannot tell: a template that nobody can fill, and two ways to submit the same kind. */
export function parseRules(door: Door, input: Static<typeof OrdererRulesSchema>): OrdererRules {
  const electronic = door.at('electronic');
  const since = electronic.optionalDay('since', input.electronic.since);
  for (const [index, rule] of input.submission.entries()) {
    const at = door.at('submission').at(index);
    const faults = rule.subject === null ? [] : templateFaults(rule.subject);
    if (faults.length > 0) {
      at.refuse(
        'subject',
        'unknown_placeholder',
        `埋められない記号があります: ${faults.join(' ')}`,
        '例: {workNumber}',
      );
    }
    const earlier = input.submission.slice(0, index).flatMap(({ kinds }) => kinds);
    if (rule.kinds.some((kind) => earlier.includes(kind))) {
      at.refuse('kinds', 'kind_twice', '同じ種類の保証の提出方法が二つあります', '種類ごとに一つ');
    }
  }
  return { ...input, electronic: { ...input.electronic, since } };
}
