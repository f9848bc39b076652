import { certificateFormat, maxYen, redeposits, revisionTypes, storedStatuses, worksSubjects } from '@e-surety/domain';
import { type Static, type TProperties, type TSchema, Type } from 'typebox';

// 電子証書, as the domain knows it, written for the contract.

const closed = <T extends TProperties>(members: T, description?: string) =>
  Type.Object(members, { additionalProperties: false, ...(description && { description }) });
const orNull = <T extends TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], { ...(description && { description }) });
export const oneOf = <const T extends readonly string[]>(values: T, description?: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...(description && { description }) });
const text = (description?: string) => Type.String({ ...(description && { description }) });
export const day = (description?: string) => Type.String({ format: 'date', ...(description && { description }) });
const yen = (description: string) => Type.Integer({ minimum: 0, maximum: maxYen, description: `${description}(円)` });
const ordinal = (description: string) => Type.Integer({ minimum: 0, description });

const Signatory = closed({ office: orNull(text()), title: text(), name: orNull(text()) }, '署名者');

const JointVenture = closed(
  {
    name: text(),
    representative: ordinal('代表者。members の何番目か(0から)'),
    members: Type.Array(
      closed({
        name: text(),
        address: text(),
        representativeTitle: text(),
        representativeName: text(),
        sharePercent: text('出資割合(%)'),
      }),
    ),
  },
  '共同企業体',
);

const ChangedValue = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

export const HistoryEntrySchema = Type.Object(
  {
    revision: ordinal('版'),
    type: oneOf(revisionTypes),
    issuedOn: day('発行日'),
    effectiveOn: day('効力の生じる日'),
    reason: orNull(text(), '理由'),
    changes: Type.Array(
      closed({ item: text('変わった項目 (JSON Pointer)'), before: ChangedValue, after: ChangedValue }),
    ),
  },
  { $id: 'HistoryEntry', additionalProperties: false, description: '変更の履歴の一件' },
);

const common = {
  format: Type.Literal(certificateFormat),
  guaranteeNumber: text('保証契約番号'),
  revision: ordinal('版。0 = 当初'),
  type: oneOf(revisionTypes),
  amendments: ordinal('変更回数'),
  issuedOn: day('発行日'),
  status: oneOf(storedStatuses),
  statusFrom: day('この状態になる日'),
  issuer: closed({ id: text(), name: text(), address: text(), representative: text() }, '保証人'),
  orderer: closed({ code: text(), name: text(), signatory: orNull(Signatory) }, '被保証者(発注者)'),
  contractor: closed(
    { name: text(), address: text(), signatory: Signatory, jointVenture: orNull(JointVenture) },
    '保証契約者(受注者)',
  ),
  works: closed(
    {
      subject: oneOf(worksSubjects),
      name: text('工事名・業務名'),
      number: orNull(text()),
      place: text(),
      contractDate: orNull(day(), '請負契約日。null: 発行時に未締結'),
      contractNumber: orNull(text()),
      contractPrice: yen('請負金額。消費税込み'),
      period: closed({ from: day(), to: day() }, '工期'),
    },
    '請負工事',
  ),
  amount: yen('保証金額'),
  period: closed({ from: orNull(day(), 'null: 請負契約締結日'), to: day('最終日を含む') }, '保証期間'),
  ratio: closed({ percent: text(), of: oneOf(['contractPrice', 'fiscalYearBase']) }, '割合'),
  terms: closed({ name: text(), version: text() }, '約款'),
  remarks: text('備考'),
  history: Type.Array(Type.Unsafe<Static<typeof HistoryEntrySchema>>(Type.Ref('HistoryEntry'))),
};

const advance = {
  depositary: text('預託金融機関'),
  redeposit: oneOf(redeposits, '再預託利用区分'),
  fiscalYearBase: orNull(
    closed({ year: Type.Integer(), basis: oneOf(['planned_output', 'payment_limit']), amount: yen('今年度対象額') }),
  ),
};

const PriorAdvance = Type.Union([
  closed({ guaranteeNumber: text() }),
  closed({ external: closed({ issuerName: text(), number: text(), amount: yen('保証金額') }) }),
]);

export const CertificateSchema = Type.Union(
  [
    closed({ ...common, kind: Type.Literal('performance') }, '契約保証'),
    closed({ ...common, kind: Type.Literal('advance_payment'), ...advance }, '前払金保証'),
    closed(
      {
        ...common,
        kind: Type.Literal('interim_advance_payment'),
        ...advance,
        recognition: closed({ date: day('認定日'), number: text('認定番号') }),
        priorAdvance: PriorAdvance,
      },
      '中間前払金保証',
    ),
  ],
  { $id: 'Certificate', description: '電子証書' },
);
