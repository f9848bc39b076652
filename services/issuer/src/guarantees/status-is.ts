import type { CalendarDay, GuaranteeStatus } from '@e-surety/domain';
import { and, eq, gt, gte, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import { guarantees } from '../db/tables.js';

/** `statusAt` of the domain, as a condition; a test holds the two against each other. */
export function statusIs(status: GuaranteeStatus, today: CalendarDay): SQL | undefined {
  const notEnded = or(
    eq(guarantees.status, 'in_force'),
    and(eq(guarantees.status, 'cancelled'), gt(guarantees.statusFrom, today)),
  );
  switch (status) {
    case 'void':
      return eq(guarantees.status, 'void');
    case 'cancelled':
      return and(eq(guarantees.status, 'cancelled'), lte(guarantees.statusFrom, today));
    case 'expired':
      return and(notEnded, lt(guarantees.periodTo, today));
    case 'not_yet_in_force':
      return and(notEnded, gte(guarantees.periodTo, today), gt(guarantees.periodFrom, today));
    case 'in_force':
      return and(
        notEnded,
        gte(guarantees.periodTo, today),
        or(isNull(guarantees.periodFrom), lte(guarantees.periodFrom, today)),
      );
  }
}
