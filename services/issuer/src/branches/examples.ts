import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { BranchList } from '../orderers/schemas.js';
import { BranchInput, BranchSchema } from './schemas.js';

const branch = {
  name: '長野支店',
  phone: '026-000-0000',
  email: 'nagano@mihon.example.jp',
  hours: '9:00~17:00(土曜・日曜・祝日・年末年始を除く)',
};

export const branchExamples = [
  exampleIn('/v1/branches/{id}', 'nagano'),
  exampleOf(BranchInput, { ...branch, sortOrder: 5 }),
  exampleOf(BranchSchema, { id: 'nagano', ...branch, sortOrder: 5 }),
  exampleOf(BranchList, { branches: [{ id: 'nagano', ...branch }] }),
];
