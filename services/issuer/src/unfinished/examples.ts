import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { UnfinishedApplicationInput, UnfinishedApplicationList, UnfinishedApplicationSchema } from './schemas.js';

const id = 'c16b9bd7-c112-4b99-8f18-d43b8fc5338c';

const typed = {
  applicationId: null,
  fields: [
    { name: 'orderer', text: '203629' },
    { name: 'works.contractPrice', text: '５０，０００，０００' },
  ],
};

const unfinished = { id, ...typed, createdAt: '2026-11-12T00:30:00.000Z', updatedAt: '2026-11-12T00:45:00.000Z' };

export const unfinishedExamples = [
  exampleIn('/v1/unfinished-applications/{id}', id),
  exampleOf(UnfinishedApplicationInput, typed),
  exampleOf(UnfinishedApplicationSchema, unfinished),
  exampleOf(UnfinishedApplicationList, { unfinishedApplications: [unfinished], next: null }),
];
