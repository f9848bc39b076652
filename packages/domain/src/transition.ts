import { Refusal } from './refusal.js';

/** One line of a table of states: in `from`, `command` leads to `to`. */
export interface Transition<State extends string, Command extends string> {
  from: State;
  command: Command;
  to: State;
}

export function nextState<State extends string, Command extends string>(
  table: readonly Transition<State, Command>[],
  state: State,
  command: Command,
): State {
  const line = table.find(({ from, command: on }) => from === state && on === command);
  if (line === undefined) throw new Refusal('transition_not_allowed', { state, command });
  return line.to;
}
