import { guaranteeKinds, worksSubjects } from '@e-surety/domain';
import { Type } from 'typebox';
import { FindingSchema } from '../applications/finding-schema.js';
import { DayInput, day, name, nullable, oneOf, ref, YenInput, yen } from '../contract.js';

const closed = { additionalProperties: false };

const RateLine = Type.Object(
  {
    type: Type.Literal('rate'),
    base: yen,
    ppm: Type.Integer({ minimum: 0, description: '料率(百万分率)' }),
    rounding: oneOf(['down', 'up', 'half_up'], '端数の処理'),
    amount: yen,
  },
  { ...closed, description: 'amount = base × ppm ÷ 1,000,000' },
);
const MinimumLine = Type.Object(
  { type: Type.Literal('minimum'), minimum: yen, amount: yen },
  { ...closed, description: '最低保証料に足りない額' },
);

const ElapsedLine = Type.Object(
  {
    type: Type.Literal('elapsed'),
    base: yen,
    days: Type.Integer({ minimum: 0, description: '保証していた日数' }),
    of: Type.Integer({ minimum: 1, description: '保証期間の日数' }),
    amount: yen,
  },
  { ...closed, description: 'amount = base × days ÷ of(円未満切上げ)' },
);

/** One line of what a guarantee costs after a change. */
export const ChargeLine = Type.Union([RateLine, MinimumLine, ElapsedLine], { $id: 'ChargeLine' });

/** A fee with every line of its computation, so that anyone can recompute it. */
export const FeeSchema = Type.Object(
  {
    amount: yen,
    tariffVersion: Type.String(),
    sample: Type.Boolean({ description: '見本の料率で計算した' }),
    lines: Type.Array(Type.Union([RateLine, MinimumLine]), { description: '合計が amount になる' }),
  },
  { $id: 'Fee', ...closed, description: '保証料と計算の内訳' },
);

export const QuoteInput = Type.Object(
  {
    orderer: name(20, '発注者コード'),
    works: Type.Object({ subject: oneOf(worksSubjects), contractPrice: YenInput, lowBid: Type.Boolean() }, closed),
    guarantees: Type.Array(
      Type.Object(
        {
          kind: oneOf(guaranteeKinds),
          amount: YenInput,
          base: nullable(YenInput),
        },
        { ...closed, description: 'base: 今年度対象額。なければ null' },
      ),
      { minItems: 1, maxItems: 3 },
    ),
  },
  { $id: 'QuoteInput', ...closed },
);

export const QuoteSchema = Type.Object(
  {
    orderer: Type.String(),
    tariffVersion: Type.String(),
    guarantees: Type.Array(
      Type.Object(
        {
          kind: oneOf(guaranteeKinds),
          amount: yen,
          ratio: Type.Object({ percent: Type.String(), of: oneOf(['contractPrice', 'fiscalYearBase']) }, closed),
          fee: ref(FeeSchema),
        },
        closed,
      ),
    ),
    warnings: Type.Array(ref(FindingSchema)),
  },
  { $id: 'Quote', ...closed, description: '保証料の見積り' },
);

export const FeeReceiptInput = Type.Object(
  {
    amount: YenInput,
    receivedOn: DayInput,
    method: oneOf(['bank_transfer', 'cash', 'cheque']),
    reference: name(100, '入金の照会番号など'),
  },
  { $id: 'FeeReceiptInput', ...closed },
);

export const FeeReceiptSchema = Type.Object(
  {
    kind: oneOf(guaranteeKinds),
    amount: yen,
    fee: yen,
    refundable: Type.Integer({ minimum: 0, description: '過納額。返還する' }),
    receivedOn: day,
    method: oneOf(['bank_transfer', 'cash', 'cheque']),
    reference: Type.String(),
  },
  { $id: 'FeeReceipt', ...closed, description: '保証料の入金' },
);
