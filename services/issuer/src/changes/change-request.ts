import {
  type ChangeType,
  changeTypesOfIssuer,
  type GuaranteeRequestCommand,
  nextGuaranteeRequestState,
} from '@e-surety/domain';
import type { changeRequests } from '../db/tables.js';

/** A change that is asked for after issue; its states are those of a guarantee that is asked for. */
export type ChangeRequest = typeof changeRequests.$inferSelect;

/** Along the table of states; refuses what the table does not have. */
export function moved(change: ChangeRequest, command: GuaranteeRequestCommand): ChangeRequest {
  return { ...change, status: nextGuaranteeRequestState(change.status, command) };
}

/** Who wrote what is being decided: whoever sent it last. */
export const writerOf = ({ submittedBy, createdBy }: ChangeRequest): string => submittedBy ?? createdBy;

/** 訂正 and 無効: none of the contractor's business until it is done. */
export const isOfIssuer = (type: ChangeType): boolean => changeTypesOfIssuer.includes(type);

/** Nobody takes back alone what the company has issued. */
export const needsTwoPeople = (type: ChangeType): boolean => type === 'void';
