import { type CalendarDay, type Certificate, compareDays } from '@e-surety/domain';

export type PeriodAgainstWorks =
  | { covers: true }
  /** The guarantee ends before the works do. */
  | { covers: false; worksEnd: CalendarDay; usual: 'year_of_advance' | null };

/** Whether the guarantee lasts as long as the works. That of an advance for one fiscal year usually ends with that year. */
export function periodAgainstWorks(certificate: Certificate): PeriodAgainstWorks {
  const { period, works } = certificate;
  if (compareDays(period.to, works.period.to) >= 0) return { covers: true };
  const ofOneYear = 'fiscalYearBase' in certificate && certificate.fiscalYearBase !== null;
  return { covers: false, worksEnd: works.period.to, usual: ofOneYear ? 'year_of_advance' : null };
}
