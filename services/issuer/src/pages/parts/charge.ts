import type { components } from '@e-surety/client/issuer';
import { type Html, html } from '@e-surety/service-kit/pages';
import { table } from './table.js';
import { money, percentOfPpm } from './words.js';

type Charge = components['schemas']['FeeChange']['due'];
type Line = Charge['lines'][number];

const roundingNames = { down: '円未満切捨て', up: '円未満切上げ', half_up: '円未満四捨五入' } as const;

/** Each line of a computation, so that anyone can do it again. */
export function chargeTable(caption: string, { lines, tariffVersion, sample }: Charge): Html {
  return html`${table<Line>({
    caption,
    rows: lines,
    none: '保証料はかかりません。',
    columns: [
      { label: '計算', as: 'head', cell: lineText },
      { label: '金額', as: 'number', cell: ({ amount }) => money(amount) },
    ],
  })}<p class="quiet small">料率表 ${tariffVersion}${sample && '(見本の料率です)'}</p>`;
}

function lineText(line: Line): Html {
  switch (line.type) {
    case 'rate':
      return html`${money(line.base)} × ${percentOfPpm(line.ppm)} (${roundingNames[line.rounding]})`;
    case 'minimum':
      return html`最低保証料 ${money(line.minimum)} までの加算`;
    case 'elapsed':
      return html`${money(line.base)} × ${line.days}日 ÷ ${line.of}日 (円未満切上げ)`;
  }
}
