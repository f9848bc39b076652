import { Type } from 'typebox';
import { day, nullable, oneOf, ref, uuid, yen } from '../contract.js';
import { FeeReceiptSchema } from '../fees/schemas.js';
import { underwriterCommands } from '../underwriting/commands.js';
import { CreditSchema, HeldSchema } from '../underwriting/review-sheet-schemas.js';
import { FeeChangeSchema } from './schemas.js';

const closed = { additionalProperties: false };

export const ChangeReviewSheet = Type.Object(
  {
    changeRequestId: uuid,
    requestedBy: Type.String({ description: '申し込んだ人' }),
    claimedBy: nullable(Type.String({ description: '審査担当者' })),
    approvedBy: nullable(Type.String()),
    needsSecondPerson: Type.Boolean({ description: '申し込んだ人とは別の人の承認が必要' }),
    needsSecondApproval: Type.Boolean({ description: '増額後の保証金額が大きいため、二人の承認が必要' }),
    firstApprovalBy: nullable(Type.String({ description: '一次承認をした人' })),
    payBy: nullable({ ...day, description: '追加保証料の支払期限' }),
    commands: Type.Array(oneOf(underwriterCommands), { description: '今、自分にできること' }),
    before: Type.Object(
      { amount: yen, periodTo: day, contractPrice: yen, worksPeriodTo: day },
      { ...closed, description: '最新の版の内容' },
    ),
    credit: ref(CreditSchema),
    feeChange: nullable({ ...ref(FeeChangeSchema), description: '承認の前は、今承認した場合の見込み' }),
    feeReceipt: nullable(ref(FeeReceiptSchema)),
    held: nullable(ref(HeldSchema)),
  },
  { $id: 'ChangeReviewSheet', ...closed, description: '変更の審査票。見るだけで何も変わらない' },
);
