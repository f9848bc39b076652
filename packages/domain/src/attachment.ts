import type { AskedChange } from './change.js';
import type { GuaranteeKind } from './words.js';

/** 添付書類. */
export const attachmentTypeNames = {
  contract: '請負契約書',
  award_notice: '落札通知書・指名通知書',
  recognition: '認定調書',
  amended_contract: '変更契約書',
  other: 'その他',
} as const;
export type AttachmentType = keyof typeof attachmentTypeNames;
export const attachmentTypes = Object.keys(attachmentTypeNames) as AttachmentType[];

/** Underwriting needs one paper of each of these groups; which of a group is the contractor's choice. */
export const requiredAttachments: Record<GuaranteeKind, readonly (readonly AttachmentType[])[]> = {
  advance_payment: [['contract']],
  interim_advance_payment: [['recognition']],
  performance: [['contract', 'award_notice']],
};

/** The groups of which nothing is there yet. */
export function missingAttachments(kind: GuaranteeKind, present: readonly AttachmentType[]) {
  return requiredAttachments[kind].filter((group) => !group.some((type) => present.includes(type)));
}

/** A change that follows from a 変更契約 of the works needs it on paper; any other rests on what is there. */
export function missingForChange(
  { contractChange }: Pick<AskedChange, 'contractChange'>,
  present: readonly AttachmentType[],
): readonly AttachmentType[] {
  return contractChange === null || present.includes('amended_contract') ? [] : ['amended_contract'];
}

const beginnings = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;
export type AttachmentMediaType = keyof typeof beginnings;
export const attachmentMediaTypes = Object.keys(beginnings) as AttachmentMediaType[];

/** What a file is by its first bytes, whatever its name or sender says; null if it is nothing that is taken. */
export function attachmentMediaTypeOf(content: Uint8Array): AttachmentMediaType | null {
  return attachmentMediaTypes.find((type) => beginnings[type].every((byte, i) => content[i] === byte)) ?? null;
}
