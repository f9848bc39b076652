import { worksSubjects } from '@e-surety/domain';
import { type TSchema, Type } from 'typebox';
import {
  DayInput,
  day,
  instant,
  name,
  nullable,
  oneOf,
  optionalName,
  ref,
  uuid,
  YenFromZeroInput,
  YenInput,
  yen,
} from '../contract.js';

const Period = <D extends TSchema>(dayOf: D) =>
  Type.Object({ from: dayOf, to: dayOf }, { additionalProperties: false });

/** The days that orderers' rules are judged by; whatever is not known yet is null. */
const Dates = <D extends TSchema>(dayOf: D) =>
  Type.Object(
    {
      notice: nullable(dayOf),
      bid: nullable(dayOf),
      order: nullable(dayOf),
      award: nullable(dayOf),
      plannedContract: nullable(dayOf),
      originalContract: nullable(dayOf),
    },
    { additionalProperties: false, description: '公告日・入札日・発注日・落札決定日・契約予定日・当初契約日' },
  );

const SignatorySchema = Type.Object(
  { office: optionalName(100), title: name(100), name: optionalName(100) },
  { additionalProperties: false, description: '署名者' },
);

const JointVentureSchema = Type.Object(
  {
    name: name(200),
    representative: Type.Integer({ minimum: 0, maximum: 9, description: '代表者。members の何番目か(0から)' }),
    members: Type.Array(
      Type.Object(
        {
          name: name(200),
          address: name(200),
          representativeTitle: name(100),
          representativeName: name(100),
          sharePercent: Type.String({ pattern: '^(100|[1-9]?[0-9])(\\.[0-9]{1,4})?$', description: '出資割合(%)' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 10 },
    ),
  },
  { additionalProperties: false, description: '共同企業体' },
);

export const FiscalYears = <M extends TSchema>(money: M) =>
  Type.Array(
    Type.Object(
      {
        year: Type.Integer({ minimum: 2019, maximum: 2200, description: '年度(西暦)' }),
        plannedOutput: money,
        paymentLimit: money,
      },
      { additionalProperties: false, description: '年度・出来高予定額・支払限度額' },
    ),
    { minItems: 2, maxItems: 20, description: '複数年度の契約(債務負担行為)の年割。ほかの契約は null' },
  );

const worksOf = <D extends TSchema, M extends TSchema, Z extends TSchema>(dayOf: D, money: M, fromZero: Z) => ({
  subject: oneOf(worksSubjects, '工事か業務委託か'),
  name: name(200),
  number: optionalName(60),
  place: name(200),
  contractPrice: money,
  contractDate: nullable(dayOf),
  contractNumber: optionalName(60),
  tenderNumber: optionalName(60),
  dates: Dates(dayOf),
  period: Period(dayOf),
  lowBid: Type.Boolean({ description: '低入札価格調査等の対象' }),
  advancePlanned: Type.Boolean({ description: '前払金を予定する請負契約である' }),
  ordererAllowsElectronic: Type.Boolean({ description: 'この工事について発注者が電子保証を認めている(受注者の申告)' }),
  fiscalYears: nullable(FiscalYears(fromZero)),
  jointVenture: nullable(JointVentureSchema),
  ordererSignatory: nullable(SignatorySchema),
  contractorSignatory: nullable(SignatorySchema),
  submitTo: nullable(
    Type.Object(
      {
        department: optionalName(100),
        person: optionalName(100),
        email: nullable(Type.String({ format: 'email', maxLength: 254 })),
      },
      { additionalProperties: false, description: '認証キーのお知らせの提出先' },
    ),
  ),
});

export const WorksInput = Type.Object(worksOf(DayInput, YenInput, YenFromZeroInput), {
  $id: 'WorksInput',
  additionalProperties: false,
  description: '請負工事(業務委託)の内容',
});

export const WorksSchema = Type.Object(
  {
    id: uuid,
    orderer: Type.String(),
    ...worksOf(day, yen, yen),
    createdAt: instant,
  },
  { $id: 'Works', additionalProperties: false },
);

export const WorksBody = Type.Object(
  { orderer: name(20, '発注者コード'), ...worksOf(DayInput, YenInput, YenFromZeroInput) },
  { $id: 'WorksBody', additionalProperties: false, description: '請負工事(業務委託)と発注者' },
);

export const ContractConclusion = Type.Object(
  { contractDate: DayInput, contractNumber: optionalName(60), contractPrice: YenInput, period: Period(DayInput) },
  {
    $id: 'ContractConclusion',
    additionalProperties: false,
    description: '締結した請負契約。請負金額と工期は申込と同じでなければならない(違う場合は保証内容の変更)',
  },
);

export const WorksList = Type.Object(
  { works: Type.Array(ref(WorksSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'WorksList', additionalProperties: false },
);
