import { electronicTriggers, guaranteeKinds, worksSubjects } from '@e-surety/domain';
import { Type } from 'typebox';
import { day, nullable, oneOf, ref } from '../contract.js';

const closed = { additionalProperties: false };

export const OrdererSchema = Type.Object(
  {
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
  },
  { $id: 'Orderer', ...closed, description: '発注者' },
);

export const OrdererList = Type.Object(
  { orderers: Type.Array(ref(OrdererSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'OrdererList', ...closed },
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
