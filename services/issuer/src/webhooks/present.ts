import type { Static } from 'typebox';
import { presentEvent } from '../events/present.js';
import type { DeliverySchema, WebhookEndpointSchema } from './schemas.js';
import type { EndpointRow, SeenDelivery } from './store.js';

export function presentEndpoint(endpoint: EndpointRow): Static<typeof WebhookEndpointSchema> {
  const { id, url, description, eventTypes, disabledBecause, previousUntil } = endpoint;
  return {
    ...{ id, url, description, eventTypes, enabled: disabledBecause === null, disabledBecause },
    previousSecretUntil: previousUntil?.toISOString() ?? null,
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}

export function presentDelivery({ delivery, event, attempts }: SeenDelivery): Static<typeof DeliverySchema> {
  const { state, nextAt } = delivery;
  return {
    event: presentEvent(event),
    state,
    nextAt: state === 'pending' ? nextAt.toISOString() : null,
    attempts: attempts.map(({ at, status, failure, durationMs }) => ({
      ...{ at: at.toISOString(), status, durationMs },
      failure: failure as Static<typeof DeliverySchema>['attempts'][number]['failure'],
    })),
  };
}
