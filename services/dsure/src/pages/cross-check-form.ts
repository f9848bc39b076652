import { type CalendarDay, formatWareki, formatYen, parseDay, parseYen, type Yen } from '@e-surety/domain';
import { type FormError, type Html, html, textField, verdict } from '@e-surety/service-kit/pages';
import {
  type ComparedFact,
  type CrossCheckedFact,
  crossCheckedFacts,
  type OrderersFacts,
} from '../look-ups/cross-check.js';
import { isName, typedIn } from './typed.js';

/** The orderer's own facts as they were typed. */
export type TypedFacts = Record<CrossCheckedFact, string>;

export type FactLabels = Record<CrossCheckedFact, string>;

/** Labels follow the subject where it is known. */
export function factLabels(works = { number: '工事番号', contractPrice: '請負金額', period: '工期' }): FactLabels {
  return {
    worksNumber: works.number,
    contractorName: '受注者',
    contractPrice: `${works.contractPrice}(税込)`,
    worksPeriodFrom: `${works.period}の始期`,
    worksPeriodTo: `${works.period}の終期`,
    requiredAmount: '必要な保証金額',
  };
}

const hints: Partial<FactLabels> = {
  contractorName: '空白と「株式会社」「㈱」の違いは問いません。',
  worksPeriodFrom: '令和8年11月10日、R8.11.10、2026/11/10 など',
  worksPeriodTo: '令和9年3月19日、R9.3.19、2027/3/19 など',
  requiredAmount: '保証金額がこれ以上であることを確かめます。',
};

/** The facts of a form; null if it has nothing of the kind. */
export function typedFacts(body: unknown): TypedFacts | null {
  const typed = Object.fromEntries(crossCheckedFacts.map((fact) => [fact, typedIn(body, fact)])) as TypedFacts;
  return Object.values(typed).some((text) => text.trim() !== '') ? typed : null;
}

/** What was typed as facts that can be compared, or what to mend. What was left empty is not compared. */
export function parseFacts(typed: TypedFacts): { facts: OrderersFacts; errors: FormError[] } {
  const errors: FormError[] = [];
  const read = <T>(fact: CrossCheckedFact, parse: (text: string) => T | null, message: string): T | undefined => {
    if (typed[fact].trim() === '') return undefined;
    const value = parse(typed[fact]);
    if (value === null) errors.push({ field: fact, message: `${factLabels()[fact]}: ${message}` });
    return value ?? undefined;
  };
  const text = (given: string) => (isName(given) ? given.trim() : null);
  const amount = (given: string) => parseYen(given) || null;
  const found = {
    worksNumber: read('worksNumber', text, '120文字までで入力してください'),
    contractorName: read('contractorName', text, '120文字までで入力してください'),
    contractPrice: read<Yen>('contractPrice', amount, '50,000,000 のように円で入力してください'),
    worksPeriodFrom: read<CalendarDay>('worksPeriodFrom', parseDay, '令和8年11月10日 のように入力してください'),
    worksPeriodTo: read<CalendarDay>('worksPeriodTo', parseDay, '令和9年3月19日 のように入力してください'),
    requiredAmount: read<Yen>('requiredAmount', amount, '20,000,000 のように円で入力してください'),
  };
  const facts = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as OrderersFacts;
  return { facts, errors };
}

export function factFields(typed: TypedFacts | null, errors: readonly FormError[], labels = factLabels()): Html {
  return html`<div class="fields">${crossCheckedFacts.map((fact) =>
    textField({
      id: fact,
      label: labels[fact],
      ...(hints[fact] !== undefined && { hint: hints[fact] }),
      value: typed?.[fact] ?? '',
      maxlength: 200,
      errors,
    }),
  )}</div>`;
}

export function comparisonTable(comparison: readonly ComparedFact[], labels: FactLabels): Html {
  const differs = comparison.filter(({ result }) => result === 'differs').length;
  const summary =
    differs === 0
      ? `入力された${comparison.length}件はすべて一致しました。`
      : `入力された${comparison.length}件のうち、${differs}件が電子証書と異なります。`;
  return html`<div class="notice ${differs === 0 ? 'notice-right' : 'notice-warn'}" id="comparison" tabindex="-1" autofocus><p><strong>${summary}</strong></p></div>
<div class="scroll" role="region" aria-label="照合の結果" tabindex="0"><table>
<caption class="visually-hidden">照合の結果</caption>
<thead><tr><th scope="col">事項</th><th scope="col">結果</th><th scope="col">入力された内容</th><th scope="col">電子証書</th></tr></thead>
<tbody>${comparison.map(
    ({ fact, result, given, onCertificate }) => html`<tr>
<th scope="row">${labels[fact]}</th>
<td>${result === 'matches' ? verdict('right', fact === 'requiredAmount' ? '足りる' : '一致') : verdict('wrong', fact === 'requiredAmount' ? '不足' : '相違')}</td>
<td>${shown(fact, given)}</td><td>${onCertificate === null ? '(記載なし)' : shown(fact, onCertificate)}</td></tr>\n`,
  )}</tbody></table></div>`;
}

function shown(fact: CrossCheckedFact, value: string | number): string {
  if (typeof value === 'number') return formatYen(value as Yen);
  return fact === 'worksPeriodFrom' || fact === 'worksPeriodTo' ? formatWareki(value as CalendarDay) : value;
}
