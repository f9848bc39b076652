import { guaranteeStatuses, maxYen } from '@e-surety/domain';
import { ref, unprintable } from '@e-surety/service-kit/http';
import { ProblemSchema } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { CertificateSchema, day, HistoryEntrySchema, oneOf } from './certificate-schema.js';
import { crossCheckedFacts } from './cross-check.js';

export const LookUpSchema = Type.Object(
  {
    authenticationKey: Type.String({
      minLength: 1,
      maxLength: 100,
      description: '認証キー。全角・小文字・空白・ハイフンの有無は問いません',
    }),
    guaranteeNumber: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 40,
        description: '保証契約番号。あれば、認証キーと対であることも確かめます',
      }),
    ),
  },
  { $id: 'LookUp', additionalProperties: false, description: '照会' },
);

export const verificationChecks = [
  'authentication_key',
  'stored_record',
  'issuer_signature',
  'signing_key',
  'pdf',
] as const;
export const verificationResults = ['passed', 'failed', 'skipped'] as const;

export const VerificationSchema = Type.Object(
  { check: oneOf(verificationChecks), result: oneOf(verificationResults), detail: Type.String() },
  { $id: 'Verification', additionalProperties: false, description: '検証した事項とその結果' },
);

export const FoundCertificateSchema = Type.Object(
  {
    guaranteeNumber: Type.String({ description: '保証契約番号' }),
    issuer: Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false }),
    status: oneOf(guaranteeStatuses, '照会した時点の状態'),
    revision: Type.Integer({ minimum: 0, description: '最新の版' }),
    revisions: Type.Integer({ minimum: 1, description: '版の数' }),
    depositedAt: Type.String({ format: 'date-time', description: '最新の版がD-Sureに登録された日時' }),
    checkedAt: Type.String({ format: 'date-time', description: '照会した日時' }),
    certificate: ref(CertificateSchema),
    history: Type.Array(ref(HistoryEntrySchema)),
    verification: Type.Array(ref(VerificationSchema)),
    view: Type.Object(
      {
        token: Type.String({ description: '閲覧トークン。links を開くときの Bearer' }),
        expiresAt: Type.String({ format: 'date-time' }),
      },
      { additionalProperties: false },
    ),
    links: Type.Object(
      { pdf: Type.String(), jws: Type.String(), receipt: Type.String({ description: '閲覧確認票' }) },
      { additionalProperties: false },
    ),
  },
  { $id: 'FoundCertificate', additionalProperties: false, description: '照会の結果' },
);

export const BatchLookUpSchema = Type.Object(
  { lookUps: Type.Array(ref(LookUpSchema), { minItems: 1, maxItems: 100 }) },
  { $id: 'BatchLookUp', additionalProperties: false, description: '100件までの照会' },
);

export const BatchAnswerSchema = Type.Object(
  {
    answers: Type.Array(
      Type.Union([
        Type.Object(
          { status: Type.Literal(200), found: ref(FoundCertificateSchema) },
          { additionalProperties: false, description: '見つかった' },
        ),
        Type.Object(
          { status: Type.Integer({ minimum: 400, maximum: 599 }), problem: ref(ProblemSchema) },
          { additionalProperties: false, description: '見つからない、または入力の誤り' },
        ),
      ]),
      { description: '照会した順' },
    ),
  },
  { $id: 'BatchAnswer', additionalProperties: false, description: '一件ごとの答え' },
);

const yen = (description: string) => Type.Integer({ minimum: 1, maximum: maxYen, description: `${description}(円)` });

export const OrderersFactsSchema = Type.Object(
  {
    worksNumber: Type.Optional(comparedText('工事番号。全角・半角は問いません')),
    contractorName: Type.Optional(comparedText('受注者。空白と「株式会社」「㈱」の違いは問いません')),
    contractPrice: Type.Optional(yen('請負金額。消費税込み')),
    worksPeriodFrom: Type.Optional(day('工期の始期')),
    worksPeriodTo: Type.Optional(day('工期の終期')),
    requiredAmount: Type.Optional(yen('必要な保証金額。保証金額がこれ以上であることを確かめます')),
  },
  { $id: 'OrderersFacts', additionalProperties: false, minProperties: 1, description: '発注者の手元にある契約の内容' },
);

export const CrossCheckSchema = Type.Object(
  {
    authenticationKey: LookUpSchema.properties.authenticationKey,
    guaranteeNumber: LookUpSchema.properties.guaranteeNumber,
    facts: ref(OrderersFactsSchema),
  },
  { $id: 'CrossCheck', additionalProperties: false, description: '照合' },
);

export const CrossCheckAnswerSchema = Type.Object(
  {
    found: ref(FoundCertificateSchema),
    comparison: Type.Array(
      Type.Object(
        {
          fact: oneOf(crossCheckedFacts),
          result: oneOf(['matches', 'differs']),
          given: Type.Union([Type.String(), Type.Integer()]),
          onCertificate: Type.Union([Type.String(), Type.Integer(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { description: '示された事項ごとの結果' },
    ),
  },
  { $id: 'CrossCheckAnswer', additionalProperties: false, description: '照合の結果' },
);

function comparedText(description: string) {
  return Type.String({ minLength: 1, maxLength: 200, pattern: `^[^${unprintable}]*$`, description });
}

export const lookUpSchemas = [
  HistoryEntrySchema,
  CertificateSchema,
  LookUpSchema,
  VerificationSchema,
  FoundCertificateSchema,
  BatchLookUpSchema,
  BatchAnswerSchema,
  OrderersFactsSchema,
  CrossCheckSchema,
  CrossCheckAnswerSchema,
];
