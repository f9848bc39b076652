const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The pauses of Standard Webhooks 1.0 before each attempt: ten attempts in a little more than three days. */
const pauses = [0, 5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/** When to try again after so many attempts; null: that was the last. Up to a tenth later, so that many do not come as one wave. */
export function nextAttemptAt(attempts: number, now: Date, chance: number): Date | null {
  const pause = pauses[attempts];
  return pause === undefined ? null : new Date(now.getTime() + pause * (1 + chance / 10));
}
