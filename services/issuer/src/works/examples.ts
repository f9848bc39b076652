import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { ContractConclusion, WorksBody, WorksList, WorksSchema } from './schemas.js';

export const worksId = 'a6dfc62f-e60e-44bb-b806-20dd9702c230';

export const works = {
  subject: 'construction' as const,
  name: '町道○○線 道路改良工事',
  number: '08-0123',
  place: '長野県諏訪郡富士見町',
  contractPrice: 50_000_000,
  contractDate: '2026-11-10',
  contractNumber: null,
  tenderNumber: null,
  dates: { notice: null, bid: null, order: null, award: null, plannedContract: null, originalContract: null },
  period: { from: '2026-11-11', to: '2027-03-19' },
  lowBid: false,
  advancePlanned: true,
  ordererAllowsElectronic: true,
  fiscalYears: null,
  jointVenture: null,
  ordererSignatory: { office: null, title: '富士見町長', name: null },
  contractorSignatory: null,
  submitTo: { department: '建設課', person: null, email: 'kensetsu@example.jp' },
};

export const registeredWorks = { id: worksId, orderer: '203629', ...works, createdAt: '2026-11-12T01:00:00.000Z' };

export const worksExamples = [
  exampleIn('/v1/works/{id}', worksId),
  exampleOf(WorksBody, { orderer: '203629', ...works }),
  exampleOf(WorksSchema, registeredWorks),
  exampleOf(WorksList, { works: [registeredWorks], next: null }),
  exampleOf(ContractConclusion, {
    contractDate: '2026-11-10',
    contractNumber: '富契第08-0123号',
    contractPrice: 50_000_000,
    period: works.period,
  }),
];
