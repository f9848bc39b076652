import { changeTypes, correctableItems, guaranteeRequestStates } from '@e-surety/domain';
import { Type } from 'typebox';
import { FindingSchema } from '../applications/finding-schema.js';
import {
  DayInput,
  day,
  freeText,
  instant,
  name,
  nullable,
  oneOf,
  ref,
  uuid,
  YenFromZeroInput,
  YenInput,
  yen,
} from '../contract.js';
import { ChargeLine } from '../fees/schemas.js';
import { FiscalYears } from '../works/schemas.js';

const closed = { additionalProperties: false };

const ContractChangeInput = Type.Object(
  {
    changedOn: DayInput,
    contractPrice: nullable(YenInput),
    periodTo: nullable(DayInput),
    fiscalYearBase: Type.Optional(nullable(YenInput)),
    fiscalYears: Type.Optional(nullable(FiscalYears(YenFromZeroInput))),
  },
  {
    ...closed,
    description:
      '変更契約: 契約変更日、変更後の請負金額、変更後の工期の終わり、変更後の今年度対象額と年割(複数年度の契約)。変わらないものは null',
  },
);

const Correction = Type.Object(
  {
    item: oneOf(correctableItems, '電子証書の項目(JSON Pointer)'),
    value: nullable(name(200)),
  },
  { ...closed, description: '訂正する項目と正しい内容' },
);

export const ChangeRequestInput = Type.Object(
  {
    type: oneOf(changeTypes, '変更の種類。correction と void は審査担当者だけ'),
    contractChange: nullable(ContractChangeInput),
    newAmount: nullable(YenInput),
    newPeriodTo: nullable(DayInput),
    effectiveOn: nullable(DayInput),
    reason: Type.String({ ...freeText(500, '変更の理由。電子証書に記載される'), minLength: 1 }),
    corrections: Type.Optional(Type.Array(Correction, { maxItems: correctableItems.length })),
  },
  {
    $id: 'ChangeRequestInput',
    ...closed,
    description: '変更の申込。種類に要らない項目は null。effectiveOn は増額・減額・期間変更・解約の効力が生じる日',
  },
);

export const ChangeReviewInput = Type.Object(
  { decision: oneOf(['approve', 'decline', 'return']), message: nullable(freeText(2000, 'お断り・差戻しの理由')) },
  { $id: 'ChangeReviewInput', ...closed, description: '変更の審査の結果' },
);

const Charge = Type.Object(
  { amount: yen, tariffVersion: Type.String(), sample: Type.Boolean(), lines: Type.Array(ref(ChargeLine)) },
  { ...closed, description: '内訳の合計が amount になる' },
);

export const FeeChangeSchema = Type.Object(
  {
    direction: oneOf(['extra', 'refund', 'none'], '追加・返還・増減なし'),
    amount: yen,
    charged: Charge,
    due: Charge,
  },
  { $id: 'FeeChange', ...closed, description: '保証料の増減: これまでの保証料 charged と変更後の保証料 due の差' },
);

export const ChangeRequestSchema = Type.Object(
  {
    id: uuid,
    guaranteeNumber: Type.String(),
    type: oneOf(changeTypes),
    status: oneOf(guaranteeRequestStates, '手続状況'),
    reflecting: Type.Boolean({ description: '反映中: D-Sureの登録完了を待っている' }),
    contractChange: nullable(
      Type.Object(
        {
          ...{ changedOn: day, contractPrice: nullable(yen), periodTo: nullable(day) },
          fiscalYearBase: nullable(yen),
          fiscalYears: nullable(FiscalYears(yen)),
        },
        closed,
      ),
    ),
    newAmount: nullable(yen),
    newPeriodTo: nullable(day),
    effectiveOn: nullable(day),
    reason: Type.String(),
    corrections: Type.Array(Type.Object({ item: Type.String(), value: nullable(Type.String()) }, closed)),
    feeChange: nullable(ref(FeeChangeSchema)),
    warnings: Type.Array(ref(FindingSchema)),
    message: nullable(Type.String({ description: 'お断り・差戻し・保留の理由' })),
    revision: nullable(Type.Integer({ minimum: 1, description: 'この変更の版' })),
    createdAt: instant,
    updatedAt: instant,
  },
  { $id: 'ChangeRequest', ...closed, description: '変更の申込' },
);

export const ChangeRequestList = Type.Object(
  {
    changeRequests: Type.Array(ref(ChangeRequestSchema)),
    next: nullable(Type.String({ description: '続きのカーソル' })),
  },
  { $id: 'ChangeRequestList', ...closed },
);

export const KeyReplacementInput = Type.Object(
  { reason: Type.String({ ...freeText(500, '再発行の理由'), minLength: 1 }) },
  { $id: 'KeyReplacementInput', ...closed },
);

export const KeyReplacementSchema = Type.Object(
  {
    guaranteeNumber: Type.String(),
    keyGeneration: Type.Integer({ minimum: 2, description: '新しい認証キーの世代' }),
    status: oneOf(['pending', 'refused'], 'pending は再発行手続中、refused はD-Sureが受け付けなかった'),
    requestedAt: instant,
  },
  { $id: 'KeyReplacement', ...closed, description: '認証キーの再発行' },
);

export const changeSchemas = [
  FeeChangeSchema,
  ChangeRequestInput,
  ChangeReviewInput,
  ChangeRequestSchema,
  ChangeRequestList,
  KeyReplacementInput,
  KeyReplacementSchema,
];
