import { type AskedChange, correctableDays } from '@e-surety/domain';
import type { Static } from 'typebox';
import { type Door, throughTheDoor } from '../door.js';
import { parsePlan } from '../works/parse-works.js';
import type { ChangeRequestInput } from './schemas.js';

type Input = Static<typeof ChangeRequestInput>;

export function parseChange(input: Input): AskedChange {
  return throughTheDoor((door) => ({
    type: input.type,
    contractChange: input.contractChange && parseContractChange(door.at('contractChange'), input.contractChange),
    newAmount: input.newAmount === null ? null : door.yen('newAmount', input.newAmount),
    newPeriodTo: door.optionalDay('newPeriodTo', input.newPeriodTo),
    effectiveOn: door.optionalDay('effectiveOn', input.effectiveOn),
    reason: input.reason,
    corrections: parseCorrections(door.at('corrections'), input.corrections ?? []),
  }));
}

function parseContractChange(
  door: Door,
  {
    changedOn,
    contractPrice,
    periodTo,
    fiscalYearBase = null,
    fiscalYears = null,
  }: NonNullable<Input['contractChange']>,
): AskedChange['contractChange'] {
  return {
    changedOn: door.day('changedOn', changedOn),
    contractPrice: contractPrice === null ? null : door.yen('contractPrice', contractPrice),
    periodTo: door.optionalDay('periodTo', periodTo),
    fiscalYearBase: fiscalYearBase === null ? null : door.yen('fiscalYearBase', fiscalYearBase),
    fiscalYears: fiscalYears && parsePlan(door.at('fiscalYears'), fiscalYears),
  };
}

function parseCorrections(door: Door, input: NonNullable<Input['corrections']>): AskedChange['corrections'] {
  return input.map(({ item, value }, index) => {
    if (input.findIndex((other) => other.item === item) < index) {
      door.at(index).refuse('item', 'item_twice', '同じ項目が二度あります', '項目ごとに一つ');
    }
    const isDay = correctableDays.includes(item);
    return { item, value: isDay ? door.at(index).optionalDay('value', value) : value };
  });
}
