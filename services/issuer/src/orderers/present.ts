import { type CalendarDay, publicRules } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { OrdererDetail, OrdererSchema } from './schemas.js';
import type { Orderer } from './store.js';

export function presentOrderer(
  { code, prefecture, name, kana, history }: Orderer,
  today: CalendarDay,
): Static<typeof OrdererSchema> {
  const known = publicRules(history, today);
  if (!known) return { code, prefecture, name, kana, electronic: null };
  const { electronic, source } = known.rules;
  const { since, trigger, kinds, subjects } = electronic;
  const { validFrom } = known;
  return { code, prefecture, name, kana, electronic: { since, trigger, kinds, subjects, validFrom, source } };
}

export function presentOrdererDetail(orderer: Orderer, today: CalendarDay): Static<typeof OrdererDetail> {
  return { ...presentOrderer(orderer, today), rules: orderer.history };
}
