import type { components } from '@e-surety/client/issuer';

type Schemas = components['schemas'];

/** What the contract answers, by the names that it has there. */
export type Application = Schemas['Application'];
export type RequestedGuarantee = Schemas['RequestedGuarantee'];
export type ReviewSheet = Schemas['ReviewSheet'];
export type SheetGuarantee = ReviewSheet['guarantees'][number];
export type Case = Schemas['Case'];
export type CaseCounts = Schemas['CaseCounts'];
export type Finding = Schemas['Finding'];
export type Attachment = Schemas['Attachment'];
export type Message = Schemas['Message'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type Held = Schemas['Held'];
export type Guarantee = Schemas['Guarantee'];
export type GuaranteeSummary = Schemas['GuaranteeSummary'];
export type ChangeRequest = Schemas['ChangeRequest'];
export type ChangeReviewSheet = Schemas['ChangeReviewSheet'];
export type Branch = Schemas['BranchList']['branches'][number];
