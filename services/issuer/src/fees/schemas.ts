import { type FeePayment, guaranteeKinds, worksSubjects } from '@e-surety/domain';
import { Type } from 'typebox';
import { FindingSchema } from '../applications/finding-schema.js';
import { DayInput, day, instant, name, nullable, oneOf, optionalName, ref, uuid, YenInput, yen } from '../contract.js';

export const receiptMethods = ['bank_transfer', 'cash', 'cheque'] as const satisfies readonly FeePayment[];
export type ReceiptMethod = (typeof receiptMethods)[number];

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
    works: Type.Optional(
      Type.Object({ subject: oneOf(worksSubjects), contractPrice: YenInput, lowBid: Type.Boolean() }, closed),
    ),
    worksId: Type.Optional(uuid),
    guarantees: Type.Array(
      Type.Object(
        {
          kind: oneOf(guaranteeKinds),
          amount: YenInput,
          base: nullable(YenInput),
          year: Type.Optional(Type.Integer({ minimum: 2019, maximum: 2200 })),
        },
        { ...closed, description: 'base: 今年度対象額。なければ null。year: その年度(西暦)' },
      ),
      { minItems: 1, maxItems: 3 },
    ),
  },
  {
    $id: 'QuoteInput',
    ...closed,
    description: 'works か worksId のどちらか一方を送る。worksId では、その工事の保証と合わせて判断する',
  },
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
    method: oneOf(receiptMethods),
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
    method: oneOf(receiptMethods),
    reference: Type.String(),
  },
  { $id: 'FeeReceipt', ...closed, description: '保証料の入金' },
);

export const refundReasons = ['overpaid', 'not_issued', 'change'] as const;
export type RefundReason = (typeof refundReasons)[number];

export const RefundableSchema = Type.Object(
  {
    id: Type.String({ description: '返還の支払を記録するときに示す' }),
    reason: oneOf(refundReasons, '過納・発行取消・変更による返還'),
    applicationId: uuid,
    kind: oneOf(guaranteeKinds),
    guaranteeNumber: nullable(Type.String()),
    changeRequestId: nullable(uuid),
    revision: nullable(Type.Integer({ minimum: 1, description: '変更の版' })),
    contractor: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    worksName: Type.String(),
    branch: Type.String(),
    amount: yen,
    fee: yen,
    refunded: { ...yen, description: 'すでに返還した額' },
    refundable: Type.Integer({
      minimum: 1,
      description: 'これから返還する額: 納められた額 amount から保証料 fee と refunded を引く',
    }),
    receivedOn: nullable(day),
    method: nullable(oneOf(receiptMethods)),
    reference: nullable(Type.String()),
    recordedAt: instant,
  },
  {
    $id: 'Refundable',
    ...closed,
    description: '返還する額。変更による返還では入金の記録が null。一括納付は月次一覧で差し引く',
  },
);

export const RefundableList = Type.Object(
  { refundables: Type.Array(ref(RefundableSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'RefundableList', ...closed },
);

export const RefundPaymentInput = Type.Object(
  {
    refundable: Type.String({ minLength: 36, maxLength: 80, description: '返還一覧の id' }),
    paidOn: DayInput,
    method: oneOf(receiptMethods),
  },
  { $id: 'RefundPaymentInput', ...closed },
);

export const RefundPaymentSchema = Type.Object(
  {
    refundable: Type.String(),
    reason: oneOf(refundReasons),
    amount: { ...yen, description: '返還した額' },
    paidOn: day,
    method: oneOf(receiptMethods),
    recordedAt: instant,
  },
  { $id: 'RefundPayment', ...closed, description: '返還の支払' },
);

export const RecordedReceiptSchema = Type.Object(
  {
    applicationId: uuid,
    kind: oneOf(guaranteeKinds),
    changeRequestId: nullable({ ...uuid, description: '追加保証料の場合、変更の申込' }),
    guaranteeNumber: nullable(Type.String()),
    contractor: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    worksName: Type.String(),
    branch: Type.String(),
    amount: yen,
    fee: yen,
    refundable: Type.Integer({ minimum: 0, description: '過納額。返還する' }),
    receivedOn: day,
    method: oneOf(receiptMethods),
    reference: Type.String(),
    recordedBy: Type.String(),
    recordedAt: instant,
  },
  { $id: 'RecordedReceipt', ...closed, description: '記録された保証料の入金' },
);

export const FeeReceiptList = Type.Object(
  {
    feeReceipts: Type.Array(ref(RecordedReceiptSchema)),
    next: nullable(Type.String({ description: '続きのカーソル' })),
  },
  { $id: 'FeeReceiptList', ...closed, description: '新しい順' },
);

export const BillingPartyInput = Type.Object(
  { name: name(100, '請求先の名前。申込の feeBilledTo に入れる'), address: optionalName(200, '送付先') },
  { $id: 'BillingPartyInput', ...closed },
);

export const BillingPartySchema = Type.Object(
  { id: uuid, name: Type.String(), address: nullable(Type.String()), createdAt: instant },
  { $id: 'BillingParty', ...closed, description: '請求先' },
);

export const BillingPartyList = Type.Object(
  {
    billingParties: Type.Array(ref(BillingPartySchema)),
    next: nullable(Type.String({ description: '続きのカーソル' })),
  },
  { $id: 'BillingPartyList', ...closed },
);

export const feeSchemas = [
  FeeSchema,
  ChargeLine,
  FindingSchema,
  QuoteInput,
  QuoteSchema,
  FeeReceiptInput,
  FeeReceiptSchema,
  RefundableSchema,
  RefundableList,
  RefundPaymentInput,
  RefundPaymentSchema,
  RecordedReceiptSchema,
  FeeReceiptList,
  BillingPartyInput,
  BillingPartySchema,
  BillingPartyList,
];
