import { ungrouped } from './normalise.js';
import { type SubmissionField, submissionFields } from './orderer-rules.js';
import { type WorksSubject, worksLabels } from './words.js';

/** What is known of a guarantee, by the names that templates use; null = not known. */
export type SubmissionValues = Record<SubmissionField, string | null>;

/** Something that a person has to find out: it is named, never guessed. */
export interface MissingField {
  field: SubmissionField;
  label: string;
}

const placeholder = /\{([^{}]*)\}/gu;

/** `{workNumber}`, or with a format: `{workNumber:11digits-no-hyphen}`, `{workNumber:no-hyphen}`. */
interface Placeholder {
  field: SubmissionField;
  digits: number | null;
  hyphens: boolean;
}

/** Placeholders that nobody understands, and braces that are none; a template with faults is not taken into the directory. */
export function templateFaults(template: string): string[] {
  const unknown = [...template.matchAll(placeholder)].filter(([, inside]) => !read(inside!)).map(([whole]) => whole);
  const stray = template.replace(placeholder, '').match(/[{}]/gu) ?? [];
  return [...unknown, ...stray];
}

/** The filled text; null where something is missing. */
export function fillTemplate(
  template: string,
  values: SubmissionValues,
  subject: WorksSubject,
): { text: string | null; missing: MissingField[] } {
  const missing: MissingField[] = [];
  const text = template.replace(placeholder, (whole, inside: string) => {
    const wanted = read(inside);
    if (!wanted) throw new RangeError(`not a placeholder: ${whole}`);
    const value = values[wanted.field];
    const formatted = value === null ? null : format(value, wanted);
    if (formatted === null) missing.push({ field: wanted.field, label: describe(wanted, subject) });
    return formatted ?? '';
  });
  return { text: missing.length === 0 ? text : null, missing };
}

/** The template as people read it: `【電子保証】〔工事番号〕〔工事名〕`. */
export function describeTemplate(template: string, subject: WorksSubject): string {
  return template.replace(placeholder, (_whole, inside: string) => `〔${describe(read(inside)!, subject)}〕`);
}

export function submissionFieldLabel(field: SubmissionField, subject: WorksSubject): string {
  const labels = worksLabels[subject];
  const names: Record<SubmissionField, string> = {
    workNumber: labels.number,
    workName: labels.name,
    tenderNumber: '入札番号',
    contractNumber: '契約番号',
    contractorName: '受注者名',
    guaranteeKind: '保証の種類',
    guaranteeNumber: '保証契約番号',
    responsibleName: '責任者の氏名',
    responsiblePhone: '責任者の連絡先',
    contactName: '担当者の氏名',
    contactPhone: '担当者の連絡先',
    contactEmail: '担当者のメールアドレス',
  };
  return names[field];
}

function read(inside: string): Placeholder | null {
  const [, name, digits, plain] = /^([A-Za-z]+)(?::(?:([1-9]\d?)digits-no-hyphen|(no-hyphen)))?$/u.exec(inside) ?? [];
  const field = submissionFields.find((one) => one === name);
  if (!field) return null;
  return { field, digits: digits === undefined ? null : Number(digits), hyphens: !digits && !plain };
}

/** Null where the value does not have the digits that the template asks for: none is added or cut. */
function format(value: string, { digits, hyphens }: Placeholder): string | null {
  if (hyphens) return value;
  const plain = ungrouped(value);
  return digits === null || new RegExp(`^\\d{${digits}}$`, 'u').test(plain) ? plain : null;
}

function describe({ field, digits, hyphens }: Placeholder, subject: WorksSubject): string {
  const label = submissionFieldLabel(field, subject);
  if (hyphens) return label;
  return digits === null ? `${label}(ハイフンなし)` : `${label}(ハイフンなしの${digits}桁の数字)`;
}
