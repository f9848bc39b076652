import { guaranteeKindNames, guaranteeKinds } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { lines } from '../parts/facts.js';
import { table } from '../parts/table.js';
import { money, percentOfPpm } from '../parts/words.js';
import type { Tariff } from './schemas.js';

export const methodNames = {
  flat: '一つの料率',
  marginal: '段階ごとの部分に、その段階の料率',
  whole: '全額に、その額の段階の料率',
} as const;

export const roundingNames = { down: '切捨て', up: '切上げ', half_up: '四捨五入' } as const;

/** The rates of a tariff, kind by kind, with its 約款. */
export function tariffTable({ kinds, terms }: Tariff): Html {
  return table({
    caption: '保証料率',
    rows: guaranteeKinds,
    columns: [
      {
        label: '保証',
        as: 'head',
        cell: (kind) =>
          html`${guaranteeKindNames[kind]}${kinds[kind].sample && html` <span class="tag">見本の料率</span>`}`,
      },
      {
        label: '料率',
        cell: (kind) =>
          lines(
            methodNames[kinds[kind].method],
            ...kinds[kind].tiers.map(
              ({ upTo, ppm }) =>
                html`${upTo === null ? (kinds[kind].tiers.length > 1 ? 'それを超える額' : 'すべての額') : html`${money(upTo)}まで`} <strong>${percentOfPpm(ppm)}</strong>`,
            ),
          ),
      },
      { label: '最低保証料', as: 'number', cell: (kind) => money(kinds[kind].minimum) },
      { label: '端数', cell: (kind) => roundingNames[kinds[kind].rounding] },
      {
        label: '約款',
        cell: (kind) => html`${terms[kind].name}<br><span class="quiet small">${terms[kind].version}</span>`,
      },
    ],
  });
}
