import { guaranteeKindNames, guaranteeKinds } from '@e-surety/domain';
import { checkField, type FormError, type Html, html, selectField, textField } from '@e-surety/service-kit/pages';
import { choicesOf } from '../parts/search-form.js';
import { dayText } from '../parts/words.js';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import { ppmTyped } from './rules-typed.js';
import type { Tariff } from './schemas.js';
import { methodNames, roundingNames } from './tariff-facts.js';

type Kind = (typeof guaranteeKinds)[number];
type Rule = Tariff['kinds'][Kind];

const tierRows = 5;

/** The rates of each kind, its tiers one a line. */
export function tariffFieldset({ typed, errors }: { typed: TypedForm; errors: readonly FormError[] }): Html {
  return html`${guaranteeKinds.map((kind) => {
    const field = (name: string) => ({ id: `${kind}-${name}`, value: typedIn(typed, `${kind}-${name}`), errors });
    return html`<section class="sheet" aria-labelledby="${kind}"><h2 id="${kind}">${guaranteeKindNames[kind]}</h2>
<div class="fields fields-dense">
${selectField({ ...field('method'), label: '計算の方法', choices: choicesOf(methodNames) })}
${textField({ ...field('minimum'), label: '最低保証料(円)', kind: 'short', inputmode: 'numeric' })}
${selectField({ ...field('rounding'), label: '端数', choices: choicesOf(roundingNames) })}
</div>
<fieldset class="field"><legend class="label">段階と料率</legend>
<p class="hint">最後の段階は、金額を空にします。使わない段階は、料率を空にします。</p>
${Array.from(
  { length: tierRows },
  (_, i) =>
    html`<div class="tier">${textField({ ...field(`upTo-${i}`), label: `段階${i + 1} この額まで(円)`, kind: 'short', inputmode: 'numeric' })}${textField({ ...field(`percent-${i}`), label: `段階${i + 1} 料率(%)`, kind: 'short', inputmode: 'numeric' })}</div>\n`,
)}</fieldset>
<div class="fields">${textField({ ...field('terms'), label: '約款の名前' })}${textField({ ...field('termsVersion'), label: '約款の版', kind: 'short' })}</div>
${checkField({ id: `${kind}-sample`, label: '見本の料率である', checked: typedIn(typed, `${kind}-sample`) === 'true' })}</section>\n`;
  })}`;
}

/** A tariff as it would have been typed. */
export function typedTariff({ validFrom, kinds, terms }: Tariff): TypedForm {
  const typed = guaranteeKinds.map((kind) => {
    const { method, tiers, minimum, rounding, sample } = kinds[kind];
    const rows = tiers.map(({ upTo, ppm }, i) => ({
      ...{
        [`${kind}-upTo-${i}`]: upTo === null ? '' : upTo.toLocaleString('ja-JP'),
        [`${kind}-percent-${i}`]: String(ppm / 10_000),
      },
    }));
    return Object.assign(
      {
        [`${kind}-method`]: method,
        [`${kind}-minimum`]: minimum.toLocaleString('ja-JP'),
        [`${kind}-rounding`]: rounding,
      },
      { [`${kind}-terms`]: terms[kind].name, [`${kind}-termsVersion`]: terms[kind].version },
      sample && { [`${kind}-sample`]: 'true' },
      ...rows,
    ) as Record<string, string>;
  });
  return Object.assign({ validFrom: dayText(validFrom) }, ...typed) as TypedForm;
}

/** What was typed, as the contract takes it; and what cannot be read as a rate or an amount. */
export function tariffIn(form: TypedForm) {
  const errors: FormError[] = [];
  const byKind = <T>(of: (kind: Kind) => T) =>
    Object.fromEntries(guaranteeKinds.map((kind) => [kind, of(kind)])) as Record<Kind, T>;
  const kinds = byKind((kind) => {
    const typed = (name: string) => typedIn(form, `${kind}-${name}`);
    const minimum = Number(
      typed('minimum')
        .normalize('NFKC')
        .replaceAll(/[,円\s]/gu, ''),
    );
    if (!Number.isInteger(minimum) || minimum < 0) {
      errors.push({ field: `${kind}-minimum`, message: '最低保証料を円で入力してください(ないときは0)' });
    }
    const tiers = tiersTyped(form, kind).map((i) => {
      const ppm = ppmTyped(typed(`percent-${i}`));
      if (ppm === null) {
        errors.push({ field: `${kind}-percent-${i}`, message: '料率は、0.35のように%で入力してください' });
      }
      return { upTo: typed(`upTo-${i}`).trim() || null, ppm: ppm ?? 0 };
    });
    const method = typed('method') as Rule['method'];
    const rounding = typed('rounding') as Rule['rounding'];
    return { method, tiers, minimum, rounding, sample: typed('sample') === 'true' };
  });
  const terms = byKind((kind) => ({
    ...{ name: typedIn(form, `${kind}-terms`), version: typedIn(form, `${kind}-termsVersion`) },
  }));
  return { body: { validFrom: typedIn(form, 'validFrom'), kinds, terms }, errors };
}

const tiersTyped = (form: TypedForm, kind: Kind): number[] =>
  Array.from({ length: tierRows }, (_, i) => i).filter((i) => typedIn(form, `${kind}-percent-${i}`).trim() !== '');

/** Where the contract's faults stand: its tiers are those that have a rate. */
export const tariffFields = (form: TypedForm): FormField[] => [
  { id: 'validFrom', pointer: '/validFrom', label: '適用を始める日' },
  ...guaranteeKinds.flatMap((kind) => [
    { id: `${kind}-method`, pointer: `/kinds/${kind}/method`, label: '計算の方法' },
    { id: `${kind}-minimum`, pointer: `/kinds/${kind}/minimum`, label: '最低保証料' },
    { id: `${kind}-rounding`, pointer: `/kinds/${kind}/rounding`, label: '端数' },
    { id: `${kind}-percent-0`, pointer: `/kinds/${kind}/tiers`, label: '段階と料率' },
    ...tiersTyped(form, kind).flatMap((row, i) => [
      { id: `${kind}-upTo-${row}`, pointer: `/kinds/${kind}/tiers/${i}/upTo`, label: 'この額まで' },
      { id: `${kind}-percent-${row}`, pointer: `/kinds/${kind}/tiers/${i}`, label: '料率' },
    ]),
    { id: `${kind}-terms`, pointer: `/terms/${kind}/name`, label: '約款の名前' },
    { id: `${kind}-termsVersion`, pointer: `/terms/${kind}/version`, label: '約款の版' },
  ]),
];
