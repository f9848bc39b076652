import { guaranteeStatusNames, guaranteeTransitions } from './guarantee.js';
import { guaranteeRequestStateNames, guaranteeRequestTransitions } from './guarantee-request.js';
import type { Transition } from './transition.js';

/** docs/life-cycle.md, printed from the tables of transitions. */
export function lifeCycleDiagram(): string {
  return [
    '# Life cycle',
    '',
    'Printed from the tables of transitions in `packages/domain`; a test compares. `UPDATE=1` prints it again.',
    '',
    '## A guarantee that is asked for (手続状況)',
    '',
    ...diagram(guaranteeRequestTransitions, 'draft', guaranteeRequestStateNames),
    '',
    '## A guarantee',
    '',
    'Not yet in force and expired are what the clock says, and are never stored.',
    '',
    ...diagram(guaranteeTransitions, 'in_force', guaranteeStatusNames),
    '',
  ].join('\n');
}

function diagram(
  table: readonly Transition<string, string>[],
  first: string,
  names: Readonly<Record<string, string>>,
): string[] {
  const states = [...new Set([first, ...table.flatMap(({ from, to }) => [from, to])])];
  const last = states.filter((state) => !table.some(({ from }) => from === state));
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map((state) => `  ${state} : ${state} ${names[state]}`),
    `  [*] --> ${first}`,
    ...table.map(({ from, command, to }) => `  ${from} --> ${to} : ${command}`),
    ...last.map((state) => `  ${state} --> [*]`),
    '```',
  ];
}
