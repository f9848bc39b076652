import type { components } from '@e-surety/client/issuer';
import { calendarDay, formatWareki, formatYen, yen } from '@e-surety/domain';
import type { TypedForm } from '../../site/typed.js';
import { guaranteeField } from './names.js';

type Application = components['schemas']['Application'];
type Fields = Record<string, string>;

/** What would have to be typed for this application: to change it, or to begin another one with. */
export function formOfApplication(application: Application): TypedForm {
  const { completionNotice, paperDelivery, contact, messageToIssuer, externalReference } = application;
  const typed: Fields = { orderer: application.orderer, branch: application.branch, messageToIssuer };
  Object.assign(typed, worksFields(application.works));
  for (const guarantee of application.guarantees) Object.assign(typed, guaranteeFields(guarantee));
  put(typed, 'externalReference', externalReference);
  put(typed, 'completionNotice.wanted', completionNotice.wanted);
  put(typed, 'completionNotice.email', completionNotice.email);
  put(typed, 'paperDelivery.method', paperDelivery?.method);
  put(typed, 'paperDelivery.address', paperDelivery?.address);
  for (const [name, text] of Object.entries(contact)) put(typed, `contact.${name}`, text);
  return typed;
}

function worksFields(works: Application['works']): Fields {
  const typed: Fields = {};
  const { subject, name, number, place, contractNumber, tenderNumber, fiscalYears, jointVenture } = works;
  for (const [key, text] of Object.entries({ subject, name, number, place, contractNumber, tenderNumber })) {
    put(typed, `works.${key}`, text);
  }
  put(typed, 'works.contractPrice', money(works.contractPrice));
  put(typed, 'works.contractDate', day(works.contractDate));
  for (const [key, date] of Object.entries(works.dates)) put(typed, `works.dates.${key}`, day(date));
  put(typed, 'works.period.from', day(works.period.from));
  put(typed, 'works.period.to', day(works.period.to));
  for (const key of ['lowBid', 'advancePlanned', 'ordererAllowsElectronic'] as const) {
    if (works[key]) put(typed, `works.${key}`, true);
  }
  for (const key of ['ordererSignatory', 'contractorSignatory', 'submitTo'] as const) {
    for (const [part, text] of Object.entries(works[key] ?? {})) put(typed, `works.${key}.${part}`, text);
  }
  if (fiscalYears) {
    put(typed, 'works.multiYear', true);
    put(typed, 'works.fiscalYears.count', fiscalYears.length);
    for (const [row, { year, plannedOutput, paymentLimit }] of fiscalYears.entries()) {
      put(typed, `works.fiscalYears.${row}.year`, year);
      put(typed, `works.fiscalYears.${row}.plannedOutput`, money(plannedOutput));
      put(typed, `works.fiscalYears.${row}.paymentLimit`, money(paymentLimit));
    }
  }
  if (jointVenture) {
    put(typed, 'works.isJointVenture', true);
    put(typed, 'works.jointVenture.name', jointVenture.name);
    put(typed, 'works.jointVenture.representative', jointVenture.representative);
    put(typed, 'works.jointVenture.members.count', jointVenture.members.length);
    for (const [row, member] of jointVenture.members.entries()) {
      for (const [key, text] of Object.entries(member)) put(typed, `works.jointVenture.members.${row}.${key}`, text);
    }
  }
  return typed;
}

function guaranteeFields({ kind, advance, interim, ...asked }: Application['guarantees'][number]): Fields {
  const typed: Fields = {};
  const set = (name: string, value: Parameters<typeof put>[2]) => put(typed, guaranteeField(kind, name), value);
  set('wanted', true);
  set('form', asked.form);
  set('amount', money(asked.amount));
  set('feePayment', asked.feePayment);
  set('feeBilledTo', asked.feeBilledTo);
  set('paperFeeStatement', asked.paperFeeStatement);
  set('depositary', advance?.depositary);
  set('redeposit', advance?.redeposit);
  set('fiscalYearBase.year', advance?.fiscalYearBase?.year);
  set('fiscalYearBase.basis', advance?.fiscalYearBase?.basis);
  set('fiscalYearBase.amount', advance?.fiscalYearBase && money(advance.fiscalYearBase.amount));
  if (!interim) return typed;
  const { recognition, priorAdvance } = interim;
  set('recognition.date', day(recognition.date));
  set('recognition.number', recognition.number);
  set('priorAdvance.issuer', 'external' in priorAdvance ? 'external' : 'ours');
  if ('external' in priorAdvance) {
    const { issuerName, number, amount } = priorAdvance.external;
    set('priorAdvance.external.issuerName', issuerName);
    set('priorAdvance.external.number', number);
    set('priorAdvance.external.amount', money(amount));
  } else set('priorAdvance.guaranteeNumber', priorAdvance.guaranteeNumber);
  return typed;
}

function put(typed: Fields, name: string, value: string | number | boolean | null | undefined): void {
  if (value !== null && value !== undefined) typed[name] = String(value);
}

const money = (amount: number) => formatYen(yen(amount));
const day = (date: string | null) => date && formatWareki(calendarDay(date));
