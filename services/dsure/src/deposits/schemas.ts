import { envelopeLimits, highestOrdinal, partSizeLimits } from '@e-surety/seal/format';
import { Type } from 'typebox';

/** base64url takes four characters for three bytes; header, IV and tag come on top. */
const sealedLength = (contentLimit: number) => Math.ceil((contentLimit * 4) / 3) + 2048;

const compactJwe = '^[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+$';
const compactJws = '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$';

const sealedPart = (limit: number, description: string) =>
  Type.String({ minLength: 1, maxLength: sealedLength(limit), pattern: compactJwe, description });

const SealedPartsSchema = Type.Object(
  {
    certificate: sealedPart(partSizeLimits.certificate, '電子証書 (JWS) を封緘した compact JWE'),
    pdf: sealedPart(partSizeLimits.pdf, 'PDFを封緘した compact JWE'),
  },
  { additionalProperties: false },
);

const envelope = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: compactJws, description: '封書 (compact JWS)' });

export const DepositSchema = Type.Object(
  { envelope: envelope(envelopeLimits.deposit), parts: SealedPartsSchema },
  { $id: 'Deposit', additionalProperties: false, description: '1つの版の登録。docs/deposit-format.md 参照' },
);

export const KeyReplacementSchema = Type.Object(
  {
    envelope: envelope(envelopeLimits.keyReplacement),
    revisions: Type.Array(SealedPartsSchema, {
      minItems: 1,
      maxItems: highestOrdinal + 1,
      description: '第0版からの全ての版を、新しい認証キーで封緘し直したもの',
    }),
  },
  { $id: 'KeyReplacement', additionalProperties: false, description: '認証キーの再発行' },
);

export const DepositConfirmationSchema = Type.Object(
  {
    guaranteeNumber: Type.String({ description: '保証契約番号' }),
    revision: Type.Integer({ minimum: 0, description: '最新の版' }),
    keyGeneration: Type.Integer({ minimum: 1, description: '鍵世代' }),
    depositedAt: Type.String({ format: 'date-time', description: 'D-Sureが登録した日時' }),
    envelopeDigest: Type.String({ description: '封書の SHA-256 (base64url)。次の封書の previous になる' }),
  },
  {
    $id: 'DepositConfirmation',
    additionalProperties: false,
    description: '登録の確認。同じ内容の再送には同じ答えを返します',
  },
);

const guaranteeNumber = Type.String({ minLength: 1, maxLength: 40, description: '保証契約番号 (例 12-08-0000123-3)' });
/** In a path everything is text: nothing is coerced, and one number has one spelling. */
const ordinal = (from: 0 | 1) =>
  Type.String({
    pattern: from === 0 ? '^(0|[1-9][0-9]{0,3})$' : '^[1-9][0-9]{0,3}$',
    description: `${from}からの整数`,
  });

export const RevisionPath = Type.Object({ guaranteeNumber, revision: ordinal(0) });
export const KeyGenerationPath = Type.Object({ guaranteeNumber, keyGeneration: ordinal(1) });

export const depositSchemas = [DepositSchema, KeyReplacementSchema, DepositConfirmationSchema];
