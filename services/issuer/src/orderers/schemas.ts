import { electronicTriggers, guaranteeKinds, worksSubjects } from '@e-surety/domain';
import { Type } from 'typebox';
import { day, nullable, oneOf, ref } from '../contract.js';
import { OrdererRulesSchema } from './rules-schema.js';

const closed = { additionalProperties: false };

const common = {
  code: Type.String({ description: '全国地方公共団体コード(6桁)など' }),
  prefecture: Type.String(),
  name: Type.String(),
  kana: Type.String(),
  electronic: nullable(
    Type.Object(
      {
        since: nullable(day),
        trigger: nullable(oneOf(electronicTriggers, '何の日付で判断するか。null は申込日')),
        kinds: Type.Array(oneOf(guaranteeKinds)),
        subjects: Type.Array(oneOf(worksSubjects)),
        validFrom: day,
        source: Type.String({ description: '公表されている場所' }),
      },
      { ...closed, description: '電子保証への対応。null は未確認(証書(紙)のみ)' },
    ),
  ),
};

export const OrdererSchema = Type.Object(common, { $id: 'Orderer', ...closed, description: '発注者' });

export const OrdererDetail = Type.Object(
  {
    ...common,
    rules: Type.Array(Type.Object({ validFrom: day, rules: ref(OrdererRulesSchema) }, closed), {
      description: '規則の履歴(古い順)。申込は、規則が名指す日付に効力のある版で判断する',
    }),
  },
  { $id: 'OrdererDetail', ...closed, description: '発注者と、その規則の履歴' },
);

export const OrdererList = Type.Object(
  { orderers: Type.Array(ref(OrdererSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'OrdererList', ...closed },
);

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const ImportReport = Type.Object(
  {
    lines: count('読んだ行(見出しと空行を除く)'),
    added: count('加えた発注者'),
    changed: count('名称などが変わった発注者'),
    unchanged: count('変わらなかった発注者'),
    refused: Type.Array(
      Type.Object(
        {
          line: Type.Integer({ minimum: 1, description: 'ファイルの何行目か' }),
          code: Type.String({ description: '受け付けなかった理由' }),
          detail: Type.String(),
        },
        closed,
      ),
      { description: '受け付けなかった行。ほかの行は登録されている' },
    ),
  },
  { $id: 'ImportReport', ...closed, description: '取込みの結果' },
);

export const BranchList = Type.Object(
  {
    branches: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), phone: Type.String(), email: Type.String(), hours: Type.String() },
        closed,
      ),
    ),
  },
  { $id: 'BranchList', ...closed, description: '申込送信先' },
);
