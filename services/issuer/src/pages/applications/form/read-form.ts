import type { InputOf, operations } from '@e-surety/client/issuer';
import { compact, type GuaranteeKind, toHalfWidth } from '@e-surety/domain';
import { type TypedForm, typedIn, typedOrNull } from '../../site/typed.js';
import { guaranteeField, wantedKinds } from './names.js';
import { countRows, memberRows, rowField, yearRows } from './rows.js';

export type ApplicationInput = NonNullable<InputOf<operations['createApplication']>['body']>;

/**
 * What was typed, as the contract takes it. What was left open is left out, and the API says what is missing; names go as they were
 * typed.
 */
export function applicationInput(form: TypedForm): ApplicationInput {
  const worksId = typedIn(form, 'worksId');
  const kinds = wantedKinds(form);
  return {
    orderer: given(form, 'orderer'),
    ...(worksId === '' ? { works: worksInput(form) } : { worksId }),
    guarantees: kinds.map((kind) => guaranteeInput(form, kind)),
    branch: given(form, 'branch'),
    completionNotice: {
      wanted: yesOrNo(form, 'completionNotice.wanted'),
      email: plainOrNull(form, 'completionNotice.email'),
    },
    paperDelivery: kinds.some((kind) => typedIn(form, guaranteeField(kind, 'form')) === 'paper')
      ? { method: given(form, 'paperDelivery.method'), address: typedOrNull(form, 'paperDelivery.address') }
      : null,
    contact: {
      department: given(form, 'contact.department'),
      title: typedOrNull(form, 'contact.title'),
      name: given(form, 'contact.name'),
      phone: plainOrNull(form, 'contact.phone') ?? undefined,
      email: plainOrNull(form, 'contact.email') ?? undefined,
    },
    messageToIssuer: typedIn(form, 'messageToIssuer'),
    externalReference: typedOrNull(form, 'externalReference'),
  } as ApplicationInput;
}

function worksInput(form: TypedForm) {
  const text = (name: string) => given(form, `works.${name}`);
  const orNull = (name: string) => typedOrNull(form, `works.${name}`);
  const said = (name: string) => typedIn(form, `works.${name}`) === 'true';
  const dates = ['notice', 'bid', 'order', 'award', 'plannedContract', 'originalContract'];
  return {
    subject: text('subject'),
    name: text('name'),
    number: orNull('number'),
    place: text('place'),
    contractPrice: text('contractPrice'),
    contractDate: orNull('contractDate'),
    contractNumber: orNull('contractNumber'),
    tenderNumber: orNull('tenderNumber'),
    dates: Object.fromEntries(dates.map((name) => [name, orNull(`dates.${name}`)])),
    period: { from: text('period.from'), to: text('period.to') },
    lowBid: said('lowBid'),
    advancePlanned: said('advancePlanned'),
    ordererAllowsElectronic: said('ordererAllowsElectronic'),
    fiscalYears: said('multiYear') ? fiscalYears(form) : null,
    jointVenture: said('isJointVenture') ? jointVenture(form) : null,
    ordererSignatory: signatory(form, 'works.ordererSignatory'),
    contractorSignatory: signatory(form, 'works.contractorSignatory'),
    submitTo: orNone({
      department: orNull('submitTo.department'),
      person: orNull('submitTo.person'),
      email: plainOrNull(form, 'works.submitTo.email'),
    }),
  };
}

function fiscalYears(form: TypedForm) {
  return Array.from({ length: countRows(form, yearRows) }, (_, row) => ({
    year: wholeNumber(form, rowField(yearRows, row, 'year')),
    plannedOutput: given(form, rowField(yearRows, row, 'plannedOutput')),
    paymentLimit: given(form, rowField(yearRows, row, 'paymentLimit')),
  }));
}

function jointVenture(form: TypedForm) {
  return {
    name: given(form, 'works.jointVenture.name'),
    representative: Number(typedIn(form, 'works.jointVenture.representative') || 0),
    members: Array.from({ length: countRows(form, memberRows) }, (_, row) => ({
      name: given(form, rowField(memberRows, row, 'name')),
      address: given(form, rowField(memberRows, row, 'address')),
      representativeTitle: given(form, rowField(memberRows, row, 'representativeTitle')),
      representativeName: given(form, rowField(memberRows, row, 'representativeName')),
      sharePercent: plainOrNull(form, rowField(memberRows, row, 'sharePercent'))?.replace(/%$/u, ''),
    })),
  };
}

function signatory(form: TypedForm, prefix: string) {
  const facts = orNone({
    office: typedOrNull(form, `${prefix}.office`),
    title: typedOrNull(form, `${prefix}.title`),
    name: typedOrNull(form, `${prefix}.name`),
  });
  return facts && { ...facts, title: facts.title ?? undefined };
}

function guaranteeInput(form: TypedForm, kind: GuaranteeKind) {
  const at = (name: string) => guaranteeField(kind, name);
  const common = {
    kind,
    form: given(form, at('form')),
    amount: given(form, at('amount')),
    feePayment: given(form, at('feePayment')),
    feeBilledTo: given(form, at('feeBilledTo')),
    paperFeeStatement: yesOrNo(form, at('paperFeeStatement')),
  };
  if (kind === 'performance') return common;
  const advance = {
    ...common,
    fiscalYearBase: fiscalYearBase(form, kind),
    depositary: given(form, at('depositary')),
    redeposit: given(form, at('redeposit')),
  };
  if (kind === 'advance_payment') return advance;
  return {
    ...advance,
    recognition: { date: given(form, at('recognition.date')), number: given(form, at('recognition.number')) },
    priorAdvance: priorAdvance(form, kind),
  };
}

/** Optional as a whole: asked for as soon as an amount stands there. */
function fiscalYearBase(form: TypedForm, kind: GuaranteeKind) {
  const at = (name: string) => guaranteeField(kind, `fiscalYearBase.${name}`);
  const amount = typedOrNull(form, at('amount'));
  if (amount === null) return null;
  return { year: wholeNumber(form, at('year')), basis: given(form, at('basis')), amount };
}

function priorAdvance(form: TypedForm, kind: GuaranteeKind) {
  const at = (name: string) => guaranteeField(kind, `priorAdvance.${name}`);
  const issuer = typedIn(form, at('issuer'));
  if (issuer === 'ours') return { guaranteeNumber: given(form, at('guaranteeNumber')) };
  if (issuer !== 'external') return undefined;
  const [issuerName, number, amount] = ['issuerName', 'number', 'amount'].map((name) =>
    given(form, at(`external.${name}`)),
  );
  return { external: { issuerName, number, amount } };
}

const given = (form: TypedForm, name: string): string | undefined => typedOrNull(form, name) ?? undefined;

/** Numbers and addresses of mail: what a Japanese keyboard types, made plain. */
function plainOrNull(form: TypedForm, name: string): string | null {
  const text = typedOrNull(form, name);
  if (text === null) return null;
  return /phone$/u.test(name) ? toHalfWidth(text).trim() : compact(text);
}

function yesOrNo(form: TypedForm, name: string): boolean | undefined {
  const text = typedIn(form, name);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function wholeNumber(form: TypedForm, name: string): number | undefined {
  const text = compact(typedIn(form, name));
  return /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
}

/** Nothing typed in any of them is none. */
const orNone = <T extends Record<string, string | null>>(facts: T): T | null =>
  Object.values(facts).every((text) => text === null) ? null : facts;
