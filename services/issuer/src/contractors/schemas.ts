import { Type } from 'typebox';
import { instant, name, nullable, YenInput, yen } from '../contract.js';

const closed = { additionalProperties: false };

const own = {
  name: name(200, '商号または名称'),
  address: name(200),
  representative: Type.Object({ title: name(100), name: name(100) }, { ...closed, description: '代表者' }),
  lumpSumAgreement: Type.Boolean({ description: '一括納付の協定がある' }),
};

const id = '^[a-z0-9][a-z0-9-]{0,59}$';
export const ContractorId = Type.String({ pattern: id, maxLength: 60 });
export const isContractorId = (text: string): boolean => new RegExp(id).test(text);

export const ContractorInput = Type.Object(
  {
    ...own,
    creditLimit: Type.Union([Type.Literal(0), YenInput], { description: '与信の限度額(円)。0 は引き受けない' }),
  },
  { $id: 'ContractorInput', ...closed, description: '利用登録' },
);

export const ContractorSchema = Type.Object(
  {
    id: Type.String(),
    ...own,
    creditLimit: yen,
    creditInUse: Type.Integer({ minimum: 0, description: '有効な保証と発行手続中の保証の合計(円)' }),
    createdAt: instant,
  },
  { $id: 'Contractor', ...closed, description: '利用登録された会社' },
);

export const ContractorList = Type.Object(
  {
    contractors: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), lumpSumAgreement: Type.Boolean(), creditLimit: yen },
        closed,
      ),
    ),
    next: nullable(Type.String({ description: '続きのカーソル' })),
  },
  { $id: 'ContractorList', ...closed },
);
