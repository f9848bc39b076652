import type { InputOf, operations } from '@e-surety/client/issuer';
import {
  type ChangeType,
  changeEffects,
  changeTypes,
  changeTypesOfIssuer,
  parseDay,
  parseYen,
  toHalfWidth,
} from '@e-surety/domain';
import type { FormError } from '@e-surety/service-kit/pages';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn, typedOrNull } from '../site/typed.js';

/** What a contractor may ask for; 訂正 and 無効 are the issuer's. */
export const askableTypes = changeTypes.filter((type) => !changeTypesOfIssuer.includes(type));

export const askableTypeIn = (form: TypedForm): ChangeType | null =>
  askableTypes.find((type) => type === typedIn(form, 'type')) ?? null;

/** What each type asks for, with a line for whoever chooses. */
export const typeHints: Partial<Record<ChangeType, string>> = {
  increase: '請負金額(業務委託料)が増えたときなど。追加の保証料がかかります。',
  decrease: '請負金額(業務委託料)が減ったときなど。保証料の一部をお返しします。',
  period: '工期(履行期間)が変わったときなど。',
  increase_and_period: '請負金額(業務委託料)と工期(履行期間)が変わったときなど。',
  decrease_and_period: '請負金額(業務委託料)と工期(履行期間)が変わったときなど。',
  cancellation: '契約が解除されたときなど。',
};

export const fieldsOf = (type: ChangeType) => {
  const { amount, period, revision } = changeEffects[type];
  return { amount: amount !== 'same', period, contract: revision === 'amendment' };
};

/** The fields of the form, with their places in the contract. */
export const changeFields: FormField[] = [
  { id: 'newAmount', pointer: '/newAmount', label: '変更後の保証金額' },
  { id: 'newPeriodTo', pointer: '/newPeriodTo', label: '変更後の保証期限' },
  { id: 'effectiveOn', pointer: '/effectiveOn', label: '効力が生じる日' },
  { id: 'reason', pointer: '/reason', label: '理由' },
  { id: 'changedOn', pointer: '/contractChange/changedOn', label: '契約変更日' },
  { id: 'contractPrice', pointer: '/contractChange/contractPrice', label: '変更後の請負金額' },
  { id: 'contractPeriodTo', pointer: '/contractChange/periodTo', label: '変更後の工期の終期' },
  { id: 'fiscalYearBase', pointer: '/contractChange/fiscalYearBase', label: '変更後の今年度対象額' },
  { id: 'fiscalYears', pointer: '/contractChange/fiscalYears', label: '変更後の年割額' },
];

const amounts = ['newAmount', 'contractPrice', 'fiscalYearBase'];
const days = ['newPeriodTo', 'effectiveOn', 'changedOn', 'contractPeriodTo'];
const contract = ['changedOn', 'contractPrice', 'contractPeriodTo', 'fiscalYearBase', 'fiscalYears'];

/** What cannot be read yet: told before the page on which it is confirmed. Whether it may be done is for the operation to say. */
export function unreadable(type: ChangeType, form: TypedForm): FormError[] {
  const { amount, period } = fieldsOf(type);
  const needed = [...(amount ? ['newAmount'] : []), ...(period ? ['newPeriodTo'] : []), 'effectiveOn', 'reason'];
  const changed = contract.some((id) => typedOrNull(form, id) !== null);
  return changeFields.flatMap(({ id, label }) => {
    const typed = typedOrNull(form, id);
    if (typed === null) {
      return needed.includes(id) || (id === 'changedOn' && changed)
        ? [{ field: id, message: `${label}を入力してください` }]
        : [];
    }
    if (amounts.includes(id) && parseYen(typed) === null) {
      return [{ field: id, message: `${label}は、20,000,000 のように円で入力してください` }];
    }
    if (id === 'fiscalYears' && planIn(typed) === null) {
      return [{ field: id, message: `${label}は、一行に一年度ずつ、${planExample} のように入力してください` }];
    }
    if (days.includes(id) && parseDay(typed) === null) {
      return [{ field: id, message: `${label}は、令和9年3月31日 のように入力してください` }];
    }
    return [];
  });
}

export const planExample = '2027 70,000,000 73,000,000';

/** 年割, a line for each year: the year, 出来高予定額, 支払限度額. Null where a line is no such thing, or where there is none. */
function planIn(text: string) {
  const lines = toHalfWidth(text.replaceAll(/\r?\n/g, ';'))
    .split(';')
    .map((line) => line.trim());
  const rows = lines.filter((line) => line !== '').map((line) => line.split(/ +/));
  const years = rows.flatMap(([year = '', plannedOutput, paymentLimit, ...rest]) =>
    /^20[0-9]{2}$/.test(year) && plannedOutput && paymentLimit && rest.length === 0
      ? [{ year: Number(year), plannedOutput, paymentLimit }]
      : [],
  );
  return years.length > 0 && years.length === rows.length ? years : null;
}

type Body = InputOf<operations['requestChange']>['body'];

/** What was typed, as the operation takes it. */
export function bodyOf(type: ChangeType, form: TypedForm): Body {
  const fields = fieldsOf(type);
  const changed = fields.contract && contract.some((id) => typedOrNull(form, id) !== null);
  return {
    type,
    newAmount: fields.amount ? typedOrNull(form, 'newAmount') : null,
    newPeriodTo: fields.period ? typedOrNull(form, 'newPeriodTo') : null,
    effectiveOn: typedOrNull(form, 'effectiveOn'),
    reason: typedIn(form, 'reason'),
    contractChange: changed
      ? {
          changedOn: typedIn(form, 'changedOn'),
          contractPrice: typedOrNull(form, 'contractPrice'),
          periodTo: typedOrNull(form, 'contractPeriodTo'),
          fiscalYearBase: typedOrNull(form, 'fiscalYearBase'),
          fiscalYears: planIn(typedIn(form, 'fiscalYears')),
        }
      : null,
  };
}
