import { guaranteeKinds, maxYen, roundings } from '@e-surety/domain';
import { type TSchema, Type } from 'typebox';
import { DayInput, day, name, nullable, oneOf, ref, YenInput, yen } from '../contract.js';

const closed = { additionalProperties: false };

export const TariffVersion = Type.String({
  pattern: '^[0-9A-Za-zぁ-ヿ々㐀-鿿][0-9A-Za-zぁ-ヿ々㐀-鿿._-]{0,39}$',
  description: '保証料率表の版。例: 2027-04',
});

const feeRule = <M extends TSchema>(upTo: M) =>
  Type.Object(
    {
      method: oneOf(
        ['marginal', 'whole', 'flat'],
        'marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率',
      ),
      tiers: Type.Array(
        Type.Object(
          {
            upTo: nullable(upTo),
            ppm: Type.Integer({ minimum: 0, maximum: 1_000_000, description: '料率(百万分率)' }),
          },
          { ...closed, description: 'upTo: この額まで(その額を含む)。最後の段階だけ null' },
        ),
        { minItems: 1, maxItems: 20 },
      ),
      minimum: Type.Integer({ minimum: 0, maximum: maxYen, description: '最低保証料(円)' }),
      rounding: oneOf(roundings, '端数の処理'),
      sample: Type.Boolean({ description: '見本の料率。示すところではすべて見本と断る' }),
    },
    closed,
  );

const byKind = <T extends TSchema>(schema: T) =>
  Type.Object({ advance_payment: schema, interim_advance_payment: schema, performance: schema }, closed);

const terms = byKind(
  Type.Object({ name: name(100, '約款の名前'), version: name(40, '約款の版') }, { ...closed, description: '約款' }),
);

export const TariffInput = Type.Object(
  { validFrom: DayInput, kinds: byKind(feeRule(YenInput)), terms },
  { $id: 'TariffInput', ...closed, description: '保証料率表と、同じ版の約款' },
);

export const TariffSchema = Type.Object(
  {
    version: TariffVersion,
    validFrom: day,
    status: oneOf(['planned', 'in_force', 'past'], '適用前・適用中・適用終了'),
    sampleKinds: Type.Array(oneOf(guaranteeKinds), { description: '見本の料率である保証の種類' }),
    kinds: byKind(feeRule(yen)),
    terms,
  },
  { $id: 'Tariff', ...closed, description: '保証料率表' },
);

export const TariffList = Type.Object({ tariffs: Type.Array(ref(TariffSchema)) }, { $id: 'TariffList', ...closed });

export const tariffSchemas = [TariffInput, TariffSchema, TariffList];
