import { Type } from 'typebox';
import { freeText, instant, nullable, ref, uuid } from '../contract.js';

const closed = { additionalProperties: false };

const fields = Type.Array(
  Type.Object(
    {
      name: Type.String({ pattern: '^[A-Za-z0-9._-]{1,100}$', maxLength: 100, description: '項目の名前' }),
      text: freeText(4000, '入力されたままの文字'),
    },
    closed,
  ),
  { maxItems: 600 },
);

const applicationId = nullable(
  Type.String({ format: 'uuid', maxLength: 36, description: '変更する申込(作成中・差戻し)。新しい申込には null' }),
);

export const UnfinishedApplicationInput = Type.Object(
  { applicationId, fields },
  { $id: 'UnfinishedApplicationInput', ...closed, description: '書きかけの申込。内容は確かめない' },
);

export const UnfinishedApplicationSchema = Type.Object(
  { id: uuid, applicationId, fields, createdAt: instant, updatedAt: instant },
  { $id: 'UnfinishedApplication', ...closed, description: '書きかけの申込' },
);

export const UnfinishedApplicationList = Type.Object(
  {
    unfinishedApplications: Type.Array(ref(UnfinishedApplicationSchema)),
    next: nullable(Type.String({ description: '続きのカーソル' })),
  },
  { $id: 'UnfinishedApplicationList', ...closed },
);

export const unfinishedSchemas = [UnfinishedApplicationInput, UnfinishedApplicationSchema, UnfinishedApplicationList];
