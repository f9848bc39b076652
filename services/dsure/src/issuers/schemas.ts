import { ref } from '@e-surety/service-kit/http';
import { Type } from 'typebox';

export const IssuerContactSchema = Type.Object(
  {
    name: Type.String({ description: '会社の窓口または支店' }),
    phone: Type.String(),
    hours: Type.String({ description: '受付時間' }),
  },
  { $id: 'IssuerContact', additionalProperties: false, description: 'お問い合わせ先' },
);

export const IssuerSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: '保証事業会社の名称' }),
    numberPrefix: Type.String({ pattern: '^[0-9]{2}$', description: '保証契約番号の先頭2桁' }),
    contacts: Type.Array(ref(IssuerContactSchema), { description: '照会で困ったときのお問い合わせ先。会社、支店の順' }),
  },
  { $id: 'Issuer', additionalProperties: false, description: '保証事業会社' },
);

export const IssuerListSchema = Type.Object(
  { issuers: Type.Array(ref(IssuerSchema)) },
  { $id: 'IssuerList', additionalProperties: false },
);

export const IssuerKeySchema = Type.Object(
  {
    kty: Type.Literal('EC'),
    crv: Type.Literal('P-256'),
    x: Type.String(),
    y: Type.String(),
    kid: Type.String({ description: 'RFC 7638 の thumbprint' }),
    use: Type.Literal('sig'),
    alg: Type.Literal('ES256'),
    purpose: Type.Union([Type.Literal('certificate'), Type.Literal('envelope'), Type.Literal('call')]),
    status: Type.Union([Type.Literal('active'), Type.Literal('retired'), Type.Literal('compromised')], {
      description: 'retired: 過去の署名の検証だけに使う鍵',
    }),
    compromisedSince: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { $id: 'IssuerKey', additionalProperties: false, description: '公開鍵 (JWK)' },
);

export const IssuerKeySetSchema = Type.Object(
  { keys: Type.Array(ref(IssuerKeySchema)) },
  { $id: 'IssuerKeySet', additionalProperties: false, description: 'JWK Set (RFC 7517)' },
);

export const issuerSchemas = [IssuerContactSchema, IssuerSchema, IssuerListSchema, IssuerKeySchema, IssuerKeySetSchema];
