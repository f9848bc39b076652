import type { CalendarDay, JointVenture, PlannedYear, Signatory, WorksSubject, Yen } from '@e-surety/domain';

/** 請負工事, as the contractor declared it; names exactly as received. */
export interface WorksFacts {
  subject: WorksSubject;
  name: string;
  number: string | null;
  place: string;
  contractPrice: Yen;
  contractDate: CalendarDay | null;
  contractNumber: string | null;
  tenderNumber: string | null;
  dates: Record<WorksDate, CalendarDay | null>;
  period: { from: CalendarDay; to: CalendarDay };
  lowBid: boolean;
  advancePlanned: boolean;
  ordererAllowsElectronic: boolean;
  /** Of a multi-year contract (債務負担行為); null for all others. */
  fiscalYears: PlannedYear[] | null;
  jointVenture: JointVenture | null;
  ordererSignatory: Signatory | null;
  contractorSignatory: Signatory | null;
  submitTo: { department: string | null; person: string | null; email: string | null } | null;
}

export type WorksDate = 'notice' | 'bid' | 'order' | 'award' | 'plannedContract' | 'originalContract';

export interface Works {
  id: string;
  contractorId: string;
  orderer: string;
  facts: WorksFacts;
  createdAt: Date;
}
