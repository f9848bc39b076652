import { guaranteeStatuses } from '@e-surety/domain';
import { ref } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import { CertificateSchema, HistoryEntrySchema, oneOf } from './certificate-schema.js';

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
    links: Type.Object({ pdf: Type.String(), jws: Type.String() }, { additionalProperties: false }),
  },
  { $id: 'FoundCertificate', additionalProperties: false, description: '照会の結果' },
);

export const lookUpSchemas = [
  HistoryEntrySchema,
  CertificateSchema,
  LookUpSchema,
  VerificationSchema,
  FoundCertificateSchema,
];
