import { Type } from 'typebox';
import { email, name } from '../contract.js';

const closed = { additionalProperties: false };

const own = {
  name: name(60),
  phone: Type.String({ pattern: '^[0-9+() -]{8,20}$', description: '例: 026-000-0000' }),
  email,
  hours: name(100, '受付時間'),
};

export const BranchInput = Type.Object(
  { ...own, sortOrder: Type.Integer({ minimum: 0, maximum: 9999, description: '一覧での順番' }) },
  { $id: 'BranchInput', ...closed },
);

export const BranchId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$', maxLength: 60 });

export const BranchSchema = Type.Object(
  { id: Type.String(), ...own, sortOrder: Type.Integer() },
  { $id: 'Branch', ...closed, description: '支店' },
);
