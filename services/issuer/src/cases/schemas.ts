import {
  certificateForms,
  changeTypes,
  guaranteeKinds,
  guaranteeRequestStates,
  openGuaranteeRequestStates,
} from '@e-surety/domain';
import { Type } from 'typebox';
import { day, instant, nullable, oneOf, ref, uuid, yen } from '../contract.js';

const closed = { additionalProperties: false };

export const caseTypes = ['guarantee', 'change'] as const;

export const CaseSchema = Type.Object(
  {
    type: oneOf(caseTypes, 'guarantee は申し込まれた保証、change は変更の申込'),
    status: oneOf(guaranteeRequestStates, '手続状況'),
    applicationId: uuid,
    kind: oneOf(guaranteeKinds),
    form: oneOf(certificateForms),
    receiptNumber: nullable(Type.String({ description: '受付番号' })),
    guaranteeNumber: nullable(Type.String()),
    change: nullable(
      Type.Object(
        { id: uuid, type: oneOf(changeTypes) },
        { ...closed, description: '変更の申込。保証の申込では null' },
      ),
    ),
    contractor: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    orderer: Type.Object({ code: Type.String(), name: Type.String() }, closed),
    worksName: Type.String(),
    branch: Type.String(),
    amount: { ...yen, description: '申し込まれた保証金額(円)。変更では、変更後の保証金額' },
    claimedBy: nullable(Type.String({ description: '審査担当者。まだだれも始めていなければ null' })),
    mine: Type.Boolean({ description: '自分が審査を始めた' }),
    firstApprovalBy: nullable(Type.String({ description: '一次承認をした人' })),
    payBy: nullable({ ...day, description: '保証料の支払期限' }),
    message: nullable(Type.String({ description: 'お断り・差戻し・保留の理由' })),
    awaitsReply: Type.Boolean({ description: '受注者からの連絡に返信していない' }),
    submittedAt: instant,
  },
  { $id: 'Case', ...closed, description: '案件: 送信され、まだ終わっていない保証または変更の申込' },
);

export const CaseList = Type.Object(
  { cases: Type.Array(ref(CaseSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'CaseList', ...closed, description: '古い順' },
);

const count = Type.Integer({ minimum: 0 });
const byStatus = Type.Object(
  Object.fromEntries(openGuaranteeRequestStates.map((state): [string, typeof count] => [state, count])),
  closed,
);

export const CaseCounts = Type.Object(
  {
    guarantees: byStatus,
    changes: byStatus,
    dispatch: { ...count, description: '証書(紙)の発送待ち(郵送待ち)' },
    awaitingReply: { ...count, description: '受注者からの連絡に返信していない申込' },
    refundables: { ...count, description: '過納' },
  },
  { $id: 'CaseCounts', ...closed, description: '待っているものの件数' },
);

export const caseSchemas = [CaseSchema, CaseList, CaseCounts];
