import { exampleAt, exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { OrdererRulesSchema } from './rules-schema.js';
import { ImportReport, OrdererDetail, OrdererList } from './schemas.js';

const electronic = {
  since: null,
  trigger: 'orderer_allows_per_work' as const,
  kinds: ['advance_payment' as const, 'performance' as const],
  subjects: ['construction' as const, 'consulting' as const],
};

const source = '保証事業会社が配布する町の案内';

const orderer = {
  code: '203629',
  prefecture: '長野県',
  name: '富士見町',
  kana: 'ふじみまち',
  electronic: { ...electronic, validFrom: '2024-01-01', source },
};

const rules = {
  electronic,
  submission: [
    {
      kinds: electronic.kinds,
      channel: 'email' as const,
      subject: null,
      body: [],
      attach: ['key_notice' as const, 'other_papers' as const],
      deadline: null,
      confirmByPhone: false,
    },
  ],
  note: 'この工事について発注者が電子保証を認めた場合に限ります。',
  source,
};

export const ordererExamples = [
  exampleIn('/v1/orderers/{code}', '203629'),
  exampleIn('/v1/orderers/{code}/rules/{validFrom}', '2027-04-01'),
  exampleOf(OrdererList, { orderers: [orderer], next: null }),
  exampleOf(OrdererDetail, { ...orderer, rules: [{ validFrom: '2024-01-01', rules }] }),
  exampleOf(OrdererRulesSchema, rules),
  exampleAt('importOrderers', 'code,prefecture,name,kana\n203629,長野県,富士見町,ふじみまち\n'),
  exampleOf(ImportReport, { lines: 1, added: 0, changed: 0, unchanged: 1, refused: [] }),
];
