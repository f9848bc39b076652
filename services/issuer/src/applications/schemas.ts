import {
  applicationStatuses,
  certificateForms,
  feePayments,
  guaranteeKinds,
  guaranteeRequestStates,
  redeposits,
} from '@e-surety/domain';
import { type TSchema, Type } from 'typebox';
import {
  DayInput,
  day,
  email,
  freeText,
  instant,
  name,
  nullable,
  oneOf,
  optionalName,
  ref,
  uuid,
  YenInput,
  yen,
} from '../contract.js';
import { FeeSchema } from '../fees/schemas.js';
import { WorksInput, WorksSchema } from '../works/schemas.js';
import { FindingSchema } from './finding-schema.js';

const closed = { additionalProperties: false };

const common = <M extends TSchema>(money: M) => ({
  form: oneOf(certificateForms, '保証証書の形式: electronic は電子保証、paper は証書(紙)'),
  amount: money,
  feePayment: oneOf(feePayments, '保証料支払方法。lump_sum は一括納付(協定のある会社)'),
  feeBilledTo: name(100, '請求先'),
  paperFeeStatement: Type.Boolean({ description: '保証料計算書(紙)を希望する' }),
});

const advance = <M extends TSchema>(money: M) => ({
  fiscalYearBase: nullable(
    Type.Object(
      {
        year: Type.Integer({ minimum: 2019, maximum: 2200, description: '年度(西暦)' }),
        basis: oneOf(['planned_output', 'payment_limit'], '出来高予定額か支払限度額か'),
        amount: money,
      },
      { ...closed, description: '今年度対象額' },
    ),
  ),
  depositary: name(100, '預託金融機関(全角)。半角で送られたものは全角にして受け付ける'),
  redeposit: oneOf(redeposits, '再預託利用区分'),
});

export const AdvancePaymentRequest = Type.Object(
  { kind: Type.Literal('advance_payment'), ...common(YenInput), ...advance(YenInput) },
  { $id: 'AdvancePaymentRequest', ...closed, description: '前払金保証の申込' },
);
const interim = <D extends TSchema, M extends TSchema>(dayOf: D, money: M) => ({
  recognition: Type.Object(
    { date: dayOf, number: name(60) },
    { ...closed, description: '発注者の認定(認定日・認定番号)' },
  ),
  priorAdvance: Type.Union(
    [
      Type.Object(
        { guaranteeNumber: Type.String({ minLength: 1, maxLength: 40 }) },
        { ...closed, description: '弊社の前払金保証' },
      ),
      Type.Object(
        { external: Type.Object({ issuerName: name(100), number: name(60), amount: money }, closed) },
        { ...closed, description: '他社の前払金保証、または古い証書(紙)' },
      ),
    ],
    { description: 'すでに受けた前払金の保証' },
  ),
});

export const InterimAdvancePaymentRequest = Type.Object(
  {
    kind: Type.Literal('interim_advance_payment'),
    ...common(YenInput),
    ...advance(YenInput),
    ...interim(DayInput, YenInput),
  },
  { $id: 'InterimAdvancePaymentRequest', ...closed, description: '中間前払金保証の申込' },
);
export const PerformanceRequest = Type.Object(
  { kind: Type.Literal('performance'), ...common(YenInput) },
  { $id: 'PerformanceRequest', ...closed, description: '契約保証の申込' },
);
const GuaranteesInput = Type.Array(
  Type.Union([ref(AdvancePaymentRequest), ref(InterimAdvancePaymentRequest), ref(PerformanceRequest)]),
  { minItems: 1, maxItems: 3 },
);

const phone = Type.String({ pattern: '^[0-9+() -]{8,20}$', description: '例: 026-000-0000' });

const Particulars = {
  branch: name(60, '申込送信先(支店)'),
  completionNotice: Type.Object(
    { wanted: Type.Boolean(), email: nullable(email) },
    { ...closed, description: '電子保証発行完了のお知らせ。希望する場合はメールアドレスが要る' },
  ),
  paperDelivery: nullable(
    Type.Object(
      { method: oneOf(['post', 'branch_counter']), address: optionalName(200) },
      { ...closed, description: '証書(紙)の受取方法。郵送の場合は送付先が要る' },
    ),
  ),
  contact: Type.Object(
    {
      department: name(100),
      title: optionalName(100),
      name: name(100),
      phone,
      email,
    },
    { ...closed, description: '担当者' },
  ),
  responsible: Type.Optional(
    nullable(
      Type.Object(
        { name: name(100), phone },
        { ...closed, description: '責任者。提出の際に責任者の氏名と連絡先を求める発注者がある(提出方法の案内)' },
      ),
    ),
  ),
  messageToIssuer: freeText(2000, '弊社への連絡事項'),
  externalReference: optionalName(100, '貴社の管理番号。クライアントごとに一意'),
};

const worksChoice = {
  works: Type.Optional(ref(WorksInput)),
  worksId: Type.Optional(uuid),
};

export const ApplicationInput = Type.Object(
  { orderer: name(20, '発注者コード'), ...worksChoice, guarantees: GuaranteesInput, ...Particulars },
  { $id: 'ApplicationInput', ...closed, description: '申込。works か worksId のどちらか一方を送る' },
);

export const ApplicationPatch = Type.Partial(
  Type.Object({ works: ref(WorksInput), guarantees: GuaranteesInput, ...Particulars }),
  { $id: 'ApplicationPatch', ...closed, minProperties: 1, description: '変える項目だけを送る。項目は丸ごと置きかわる' },
);

export const RequestedGuarantee = Type.Object(
  {
    kind: oneOf(guaranteeKinds),
    status: oneOf(guaranteeRequestStates, '手続状況'),
    guaranteeNumber: nullable(Type.String()),
    ...common(yen),
    advance: nullable(Type.Object(advance(yen), closed)),
    interim: nullable(Type.Object(interim(day, yen), closed)),
    period: Type.Object({ from: nullable(day), to: day, derivedFrom: Type.String() }, closed),
    ratio: Type.Object({ percent: Type.String(), of: oneOf(['contractPrice', 'fiscalYearBase']) }, closed),
    fee: ref(FeeSchema),
    message: nullable(Type.String({ description: 'お断り・保留の理由' })),
  },
  { $id: 'RequestedGuarantee', ...closed },
);

const RuleJudgementSchema = Type.Object(
  {
    kind: oneOf(guaranteeKinds),
    act: oneOf(['submission', 'approval']),
    orderer: Type.String(),
    validFrom: nullable(day),
    judgedOn: day,
    at: instant,
  },
  { ...closed, description: 'validFrom: 規則の版。null は未確認' },
);

const receiptNumber = nullable(Type.String({ description: '受付番号。送信するまでは null。例: 8-000012' }));

export const ApplicationSchema = Type.Object(
  {
    id: uuid,
    worksId: uuid,
    orderer: Type.String(),
    status: oneOf(applicationStatuses),
    works: ref(WorksSchema),
    guarantees: Type.Array(ref(RequestedGuarantee)),
    warnings: Type.Array(ref(FindingSchema)),
    judgements: Type.Array(RuleJudgementSchema, { description: '発注者のどの規則で、いつの日付で判断したか' }),
    ...Particulars,
    messageToContractor: nullable(Type.String({ description: '弊社からお客様へのお知らせ' })),
    createdAt: instant,
    updatedAt: instant,
    submittedAt: nullable(instant),
    receiptNumber,
  },
  { $id: 'Application', ...closed },
);

export const ApplicationSummary = Type.Object(
  {
    id: uuid,
    orderer: Type.String(),
    worksName: Type.String(),
    contractor: Type.String(),
    branch: Type.String(),
    claimedBy: nullable(Type.String({ description: '審査担当者(受注者には null)' })),
    status: oneOf(applicationStatuses),
    guarantees: Type.Array(
      Type.Object(
        {
          kind: oneOf(guaranteeKinds),
          status: oneOf(guaranteeRequestStates),
          guaranteeNumber: nullable(Type.String()),
        },
        closed,
      ),
    ),
    externalReference: nullable(Type.String()),
    createdAt: instant,
    submittedAt: nullable(instant),
    receiptNumber,
  },
  { $id: 'ApplicationSummary', ...closed },
);

export const ApplicationList = Type.Object(
  { applications: Type.Array(ref(ApplicationSummary)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'ApplicationList', ...closed },
);

export const applicationSchemas = [
  AdvancePaymentRequest,
  InterimAdvancePaymentRequest,
  PerformanceRequest,
  ApplicationInput,
  ApplicationPatch,
  RequestedGuarantee,
  ApplicationSchema,
  ApplicationSummary,
  ApplicationList,
];
