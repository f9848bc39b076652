import type { Certificate } from '@e-surety/domain';

/** One thing that was looked at, in the words of people who are no cryptographers. */
export interface Check {
  name: string;
  passed: boolean;
  detail: string;
}

/** What was checked, in order, up to the first thing that is wrong. */
export interface Report {
  checks: Check[];
  /** What was signed; null unless every check is passed. */
  certificate: Certificate | null;
}

export const passed = (name: string, detail: string): Check => ({ name, passed: true, detail });

/** Ends a report: nothing of a file is believed beyond this. */
export const stopped = (checks: Check[], name: string, detail: string): Report => ({
  checks: [...checks, { name, passed: false, detail }],
  certificate: null,
});
