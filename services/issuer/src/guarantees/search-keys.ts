import { compact } from '@e-surety/domain';
import { or, type SQL, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';

/** As the index `guarantees_searched` has it. */
const keysOfRow = sql`search_keys(created_on, search_text, guarantee_number, branch, contractor_id, orderer)`;

/**
 * What an index can say of whether a guarantee of a given week has this (null: whatever it has) in its names or its number, and is
 * within scope; what it finds is then looked at itself. Null where no key stands for it: of up to three digits there are some on every page.
 */
export function keysOf(
  q: string | null,
  { sight, orderer }: { sight: Sight; orderer: string | null },
  branches: readonly string[] | null,
): ((week: SQL) => SQL) | null {
  const typed = q === null ? null : compact(q);
  if (typed !== null && /^[\d-]*$/.test(typed) && typed.replaceAll('-', '').length < 4) return null;
  const digits = typed !== null && /^[\d-]+$/.test(typed) ? typed.replaceAll('-', '') : null;
  const wanted = [
    q === null ? [] : partsOf(q, 2).map((part) => `n${part}`),
    digits === null ? null : partsOf(digits, 4).map((part) => `d${part}`),
  ];
  const scope = [
    ...(sight.contractorId === null ? [] : [`c${sight.contractorId}`]),
    ...(orderer === null ? [] : [`o${orderer}`]),
  ];
  return (week) => {
    const inWeek = (keys: string[]) =>
      sql`array[${sql.join(
        keys.map((key) => sql`${week} || ${key}`),
        sql`, `,
      )}]::text[]`;
    const either = wanted.map((keys) => (keys === null ? null : sql`${keysOfRow} @> ${inWeek([...keys, ...scope])}`));
    const ofBranches = branches && sql` and ${keysOfRow} && ${inWeek(branches.map((branch) => `b${branch}`))}`;
    return sql`${or(...either.filter((one) => one !== null))}${ofBranches ?? sql``}`;
  };
}

/** Each stretch of so many characters, or the whole if it is shorter. */
function partsOf(text: string, length: number): string[] {
  const characters = [...text];
  const last = Math.max(0, characters.length - length);
  return [...new Set(Array.from({ length: last + 1 }, (_, from) => characters.slice(from, from + length).join('')))];
}
