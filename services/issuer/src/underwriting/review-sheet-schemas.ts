import { attachmentTypes, guaranteeKinds, guaranteeRequestStates } from '@e-surety/domain';
import { Type } from 'typebox';
import { day, instant, nullable, oneOf, ref, uuid, yen } from '../contract.js';
import { FeeReceiptSchema } from '../fees/schemas.js';
import { heldDecisions } from '../held/decide-held.js';
import { underwriterCommands } from './commands.js';

const closed = { additionalProperties: false };

const Act = Type.Object({ by: Type.String(), at: instant }, { ...closed, description: 'だれが、いつ' });

export const JudgedLimitSchema = Type.Object(
  {
    rule: Type.String({ description: '規則の名前' }),
    kept: Type.Boolean({ description: '限度の内である' }),
    bound: oneOf(['at_most', 'at_least']),
    ppm: Type.Integer({ minimum: 0, description: '限度(百万分率)' }),
    of: oneOf(['contractPrice', 'fiscalYearBase'], '請負金額に対してか、今年度対象額に対してか'),
    base: yen,
    judged: { ...yen, description: '判断した額(円)。合わせて判断するものを加えてある' },
    percent: Type.String(),
    limit: { ...yen, description: '限度の額(円)' },
  },
  { $id: 'JudgedLimit', ...closed, description: '保証金額の割合を限度に照らした結果' },
);

export const CreditSchema = Type.Object(
  {
    limit: yen,
    inUse: { ...yen, description: '有効な保証と発行手続中の保証の合計(円)' },
    asked: { ...yen, description: '今回承認すると加わる額(円)' },
    within: Type.Boolean({ description: '限度額の内に収まる' }),
  },
  { $id: 'Credit', ...closed, description: '与信' },
);

export const HeldSchema = Type.Object(
  {
    reason: nullable(Type.String()),
    proposal: nullable(
      Type.Object(
        {
          decision: oneOf(heldDecisions, 'resume は再開、void は発行取消'),
          reason: Type.String(),
          ...Act.properties,
          mine: Type.Boolean({ description: '自分の判断。もう一人が同じ判断をすると実行される' }),
        },
        closed,
      ),
    ),
  },
  { $id: 'Held', ...closed, description: '発行保留の理由と、一人目の判断' },
);

const commands = Type.Array(oneOf(underwriterCommands), { description: '今、自分にできること' });

export const ReviewSheet = Type.Object(
  {
    applicationId: uuid,
    contractor: Type.Object({ id: Type.String(), name: Type.String(), lumpSumAgreement: Type.Boolean() }, closed),
    credit: ref(CreditSchema),
    orderer: Type.Object({ code: Type.String(), name: Type.String() }, closed),
    rules: Type.Object(
      { validFrom: nullable(day), judgedOn: day, source: nullable(Type.String()) },
      { ...closed, description: '判断に使う発注者の規則の版と日付。validFrom が null は未確認' },
    ),
    claimedBy: nullable(Type.String({ description: '審査担当者' })),
    mine: Type.Boolean({ description: '自分が審査を始めた' }),
    commands,
    guarantees: Type.Array(
      Type.Object(
        {
          kind: oneOf(guaranteeKinds),
          status: oneOf(guaranteeRequestStates),
          commands,
          limits: Type.Array(ref(JudgedLimitSchema)),
          papers: Type.Array(
            Type.Object({ anyOf: Type.Array(oneOf(attachmentTypes)), present: Type.Boolean() }, closed),
            { description: '審査に必要な添付書類。anyOf のどれか一つ' },
          ),
          needsSecondApproval: Type.Boolean({ description: '金額が大きいため、二人の承認が必要' }),
          firstApproval: nullable(Act),
          approval: nullable(Act),
          payBy: nullable({ ...day, description: '保証料の支払期限' }),
          feeReceipt: nullable(ref(FeeReceiptSchema)),
          held: nullable(ref(HeldSchema)),
        },
        closed,
      ),
    ),
  },
  { $id: 'ReviewSheet', ...closed, description: '審査票: 審査に要るものを一度に。見るだけで何も変わらない' },
);

export const reviewSheetSchemas = [JudgedLimitSchema, CreditSchema, HeldSchema, ReviewSheet];
