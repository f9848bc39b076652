import { exampleOf } from '@e-surety/service-kit/http';
import { applicationId } from '../applications/examples.js';
import { EventFeed, Timeline } from './schemas.js';

const guaranteeNumber = '12-08-0000123-3';

export const issued = {
  id: '5a7d2c61-90c7-4d0b-8d61-2b7f6d1c9e02',
  type: 'guarantee.issued' as const,
  timestamp: '2026-11-20T01:00:00.000Z',
  data: { applicationId, kind: 'performance' as const, guaranteeNumber, revision: 0 },
};

const acknowledged = {
  id: '0e3c2f9b-51c6-4c53-9d9c-2f4f3f2f8a11',
  type: 'certificate.acknowledged' as const,
  timestamp: '2026-11-22T01:00:00.000Z',
  data: {
    ...{ guaranteeNumber, revision: 0, result: 'accepted' as const },
    acknowledgementId: '4fef393b-5a8d-448b-bd8d-3116de22485c',
  },
};

const declaredBy = { organisation: '富士見町', department: '建設課', name: '見本 太郎' };

export const eventExamples = [
  exampleOf(EventFeed, { events: [issued, acknowledged], next: 'MTIzNDU2Nzg5OjQy', more: false }),
  exampleOf(Timeline, {
    timeline: [
      { event: issued, title: '保証の発行', acknowledgement: null },
      {
        ...{ event: acknowledged, title: '受領・訂正依頼の申告' },
        acknowledgement: { result: 'accepted', reason: '', declaredBy },
      },
    ],
    next: null,
  }),
];
