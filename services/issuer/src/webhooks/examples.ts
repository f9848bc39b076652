import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { issued } from '../events/examples.js';
import {
  DeliveryList,
  ReplayInput,
  ReplaySchema,
  WebhookEndpointInput,
  WebhookEndpointList,
  WebhookEndpointPatch,
  WebhookEndpointSchema,
  WebhookEndpointWithSecret,
} from './schemas.js';

const asked = {
  url: 'https://system.example.jp/e-surety',
  description: '工事管理システム',
  eventTypes: ['guarantee.issued' as const, 'certificate.acknowledged' as const],
};

const endpoint = {
  ...{ id: '9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42', ...asked, enabled: true, disabledBecause: null },
  ...{ previousSecretUntil: null, createdAt: '2026-11-01T01:00:00.000Z', updatedAt: '2026-11-01T01:00:00.000Z' },
};

export const webhookExamples = [
  exampleIn('/v1/webhook-endpoints/{id}', endpoint.id),
  exampleOf(WebhookEndpointInput, asked),
  exampleOf(WebhookEndpointPatch, { enabled: false }),
  exampleOf(WebhookEndpointSchema, endpoint),
  exampleOf(WebhookEndpointWithSecret, { ...endpoint, secret: 'whsec_bWlob24gbm8gc2hpcmVuYWkga290b2JhIDEyMzQ=' }),
  exampleOf(WebhookEndpointList, { endpoints: [endpoint] }),
  exampleOf(DeliveryList, {
    deliveries: [
      {
        ...{ event: issued, state: 'delivered', nextAt: null },
        attempts: [{ at: '2026-11-20T01:00:01.000Z', status: 204, failure: null, durationMs: 85 }],
      },
    ],
    next: null,
  }),
  exampleOf(ReplayInput, { eventId: issued.id }),
  exampleOf(ReplaySchema, { events: 1 }),
];
