import {
  type OrdererRules,
  type SubmissionAttachment,
  type SubmissionChannel,
  type SubmissionDeadline,
  type SubmissionField,
  type SubmissionRule,
  submissionAttachmentNames,
  submissionChannelNames,
  submissionDeadlineNames,
} from './orderer-rules.js';
import {
  describeTemplate,
  fillTemplate,
  type MissingField,
  type SubmissionValues,
  submissionFieldLabel,
} from './submission-template.js';
import { type GuaranteeKind, guaranteeKindNames, type WorksSubject } from './words.js';

/** Of one guarantee, what a submission can be about. */
export interface SubmissionFacts {
  ordererName: string;
  kind: GuaranteeKind;
  guaranteeNumber: string;
  works: {
    subject: WorksSubject;
    name: string;
    number: string | null;
    tenderNumber: string | null;
    contractNumber: string | null;
    /** What the contractor entered. */
    submitTo: { department: string | null; person: string | null; email: string | null } | null;
  };
  contractorName: string;
  contact: { name: string; phone: string; email: string };
  /** 責任者; null where the contractor did not say who that is. */
  responsible: { name: string; phone: string } | null;
}

/** 提出方法の案内: how this orderer wants the key notice. */
export interface SubmissionGuide {
  /** False: the body publishes nothing for this kind, and its department has to be asked. */
  prescribed: boolean;
  addressee: SubmissionAddressee;
  channel: { code: SubmissionChannel; text: string } | null;
  /** Null: none prescribed. `text` is null while something is missing; `pattern` is for people to read. */
  subject: { text: string | null; pattern: string; missing: MissingField[] } | null;
  body: { field: SubmissionField; label: string; value: string | null }[];
  attachments: { code: SubmissionAttachment; text: string }[];
  deadline: { code: SubmissionDeadline; text: string } | null;
  confirmByPhone: boolean;
  notes: string[];
  /** What subject line and text need and nobody has told. */
  missing: MissingField[];
  source: string | null;
}

/** contractor: as entered with the works; orderer: as the body publishes; open: to be asked. */
export interface SubmissionAddressee {
  from: 'contractor' | 'orderer' | 'open';
  department: string | null;
  person: string | null;
  email: string | null;
  /** As it stands at the head of a letter. */
  text: string;
}

/** How the orderer wants the key notice of this guarantee; `rules: null` = nothing is known of the body. */
export function submissionGuideFor(rules: OrdererRules | null, facts: SubmissionFacts): SubmissionGuide {
  const rule = rules?.submission.find(({ kinds }) => kinds.includes(facts.kind)) ?? null;
  const { subject } = facts.works;
  const values = valuesOf(facts);
  const filled = rule?.subject == null ? null : fillTemplate(rule.subject, values, subject);
  const body = (rule?.body ?? []).map((field) => ({
    field,
    label: submissionFieldLabel(field, subject),
    value: values[field],
  }));
  const unknown = body.filter(({ value }) => value === null).map(({ field, label }) => ({ field, label }));
  return {
    prescribed: rule !== null,
    addressee: addresseeOf(rule, facts),
    channel: rule && { code: rule.channel, text: channelText(rule) },
    subject: filled && { ...filled, pattern: describeTemplate(rule!.subject!, subject) },
    body,
    attachments: (rule?.attach ?? ['key_notice']).map((code) => ({ code, text: submissionAttachmentNames[code] })),
    deadline: rule?.deadline ? { code: rule.deadline, text: submissionDeadlineNames[rule.deadline] } : null,
    confirmByPhone: rule?.confirmByPhone ?? false,
    notes: [rule?.note, rules?.note].filter((note) => note != null),
    missing: eachOnce([...(filled?.missing ?? []), ...unknown]),
    source: rules?.source ?? null,
  };
}

const eachOnce = (fields: MissingField[]) =>
  fields.filter(({ label }, index) => fields.findIndex((other) => other.label === label) === index);

/** A blank entry is none; nothing is taken from elsewhere for it. */
function valuesOf({
  kind,
  guaranteeNumber,
  works,
  contractorName,
  contact,
  responsible,
}: SubmissionFacts): SubmissionValues {
  const values: SubmissionValues = {
    workNumber: works.number,
    workName: works.name,
    tenderNumber: works.tenderNumber,
    contractNumber: works.contractNumber,
    contractorName,
    guaranteeKind: guaranteeKindNames[kind],
    guaranteeNumber,
    // Need not be who signs or who is the contact: it is what was entered, or nobody.
    responsibleName: responsible?.name ?? null,
    responsiblePhone: responsible?.phone ?? null,
    contactName: contact.name,
    contactPhone: contact.phone,
    contactEmail: contact.email,
  };
  const known = Object.entries(values).map(([field, value]) => [field, value?.trim() ? value : null]);
  return Object.fromEntries(known) as SubmissionValues;
}

function addresseeOf(rule: SubmissionRule | null, { ordererName, works }: SubmissionFacts): SubmissionAddressee {
  const entered = works.submitTo;
  const published = { department: rule?.department ?? null, email: rule?.email ?? null };
  const isEntered = entered && (entered.department || entered.person || entered.email);
  const to = isEntered ? entered : { ...published, person: null };
  const from = isEntered ? 'contractor' : published.department || published.email ? 'orderer' : 'open';
  const ending = to.person ? `${to.person} 様` : '御中';
  const text = [ordererName, to.department, ending].filter(Boolean).join(' ');
  return { from, department: to.department, person: to.person, email: to.email ?? published.email, text };
}

function channelText({ channel, formName }: SubmissionRule): string {
  const name = submissionChannelNames[channel];
  return formName ? `${name}(${formName})` : name;
}
