import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { ContractorInput, ContractorList, ContractorSchema } from './schemas.js';

export const contractor = {
  name: '○○建設 株式会社',
  address: '長野県諏訪郡富士見町○○100番地',
  representative: { title: '代表取締役', name: '見本 正' },
  lumpSumAgreement: true,
  creditLimit: 1_000_000_000,
};

export const contractorExamples = [
  exampleIn('/v1/contractors/{id}', 'marumaru-kensetsu'),
  exampleOf(ContractorInput, contractor),
  exampleOf(ContractorSchema, {
    id: 'marumaru-kensetsu',
    ...contractor,
    creditInUse: 25_000_000,
    createdAt: '2026-04-01T00:00:00.000Z',
  }),
  exampleOf(ContractorList, {
    contractors: [
      { id: 'marumaru-kensetsu', name: contractor.name, lumpSumAgreement: true, creditLimit: contractor.creditLimit },
    ],
    next: null,
  }),
];
