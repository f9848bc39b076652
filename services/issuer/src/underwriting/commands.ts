import { type GuaranteeRequestState, possibleCommands } from '@e-surety/domain';

/** What an underwriter can do about a guarantee or change that is asked for. */
export const underwriterCommands = ['claim', 'approve', 'decline', 'return', 'receive_fee', 'resume', 'void'] as const;
export type UnderwriterCommand = (typeof underwriterCommands)[number];

/** What an underwriter may do in a state; `barred`: what this one may not, since another person has to. */
export function commandsIn(
  state: GuaranteeRequestState,
  barred: readonly UnderwriterCommand[] = [],
): UnderwriterCommand[] {
  const possible: readonly string[] = possibleCommands(state);
  return underwriterCommands.filter((command) => possible.includes(command) && !barred.includes(command));
}
