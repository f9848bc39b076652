import { Type } from 'typebox';
import { freeText, instant, nullable, oneOf, ref, uuid } from '../contract.js';
import { eventTypes } from '../events/catalogue.js';
import { EventSchema } from '../events/schemas.js';

const closed = { additionalProperties: false };

const url = Type.String({
  minLength: 1,
  maxLength: 2000,
  pattern: '^[\\x21-\\x7e]+$',
  description: '公開されている https のURL',
});
const description = freeText(200, '覚え書き');
const chosenTypes = nullable(
  Type.Array(oneOf(eventTypes), { minItems: 1, maxItems: 100, uniqueItems: true, description: 'null は全て' }),
);

export const WebhookEndpointInput = Type.Object(
  { url, description, eventTypes: chosenTypes },
  { $id: 'WebhookEndpointInput', ...closed, description: '通知先' },
);

export const WebhookEndpointPatch = Type.Object(
  {
    url: Type.Optional(url),
    description: Type.Optional(description),
    eventTypes: Type.Optional(chosenTypes),
    enabled: Type.Optional(Type.Boolean({ description: 'false で送信を止め、true で再開する' })),
  },
  { $id: 'WebhookEndpointPatch', ...closed, minProperties: 1 },
);

const endpoint = {
  id: uuid,
  url: Type.String(),
  description: Type.String(),
  eventTypes: chosenTypes,
  enabled: Type.Boolean(),
  disabledBecause: nullable(oneOf(['gone', 'by_request'], '宛先が410を返した / 止められた')),
  previousSecretUntil: nullable(instant),
  createdAt: instant,
  updatedAt: instant,
};

export const WebhookEndpointSchema = Type.Object(endpoint, {
  $id: 'WebhookEndpoint',
  ...closed,
  description: '通知先。previousSecretUntil まで、一つ前のシークレットでも署名する',
});

export const WebhookEndpointWithSecret = Type.Object(
  { ...endpoint, secret: Type.String({ description: '署名のシークレット(whsec_…)。この答えにだけ示す' }) },
  { $id: 'WebhookEndpointWithSecret', ...closed, description: '通知先と、そのシークレット' },
);

export const WebhookEndpointList = Type.Object(
  { endpoints: Type.Array(ref(WebhookEndpointSchema)) },
  { $id: 'WebhookEndpointList', ...closed },
);

export const deliveryStates = ['pending', 'delivered', 'failed'] as const;

export const DeliverySchema = Type.Object(
  {
    event: ref(EventSchema),
    state: oneOf(deliveryStates, '送信待ち / 届いた / あきらめた'),
    nextAt: nullable(instant),
    attempts: Type.Array(
      Type.Object(
        {
          at: instant,
          status: nullable(Type.Integer({ description: '宛先の答え。null は答えがなかった' })),
          failure: nullable(
            oneOf([
              ...['not_accepted', 'redirected', 'timed_out', 'address_not_allowed'],
              ...['name_not_resolved', 'tls_failed', 'connection_failed'],
            ] as const),
          ),
          durationMs: Type.Integer({ minimum: 0 }),
        },
        closed,
      ),
      { description: '試行ごと、古い順' },
    ),
  },
  { $id: 'Delivery', ...closed, description: '一つの出来事の、一つの通知先への送信' },
);

export const DeliveryList = Type.Object(
  { deliveries: Type.Array(ref(DeliverySchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'DeliveryList', ...closed, description: '新しい順' },
);

export const ReplayInput = Type.Union(
  [
    Type.Object({ eventId: uuid }, { ...closed, description: '一つの出来事' }),
    Type.Object({ since: instant }, { ...closed, description: 'この時からの、通知先が選んだ全ての出来事' }),
  ],
  { $id: 'ReplayInput', description: '再送するもの' },
);

export const ReplaySchema = Type.Object(
  { events: Type.Integer({ minimum: 0, description: '再送する出来事の数' }) },
  { $id: 'Replay', ...closed },
);

export const webhookSchemas = [
  ...[WebhookEndpointInput, WebhookEndpointPatch, WebhookEndpointSchema, WebhookEndpointWithSecret],
  ...[WebhookEndpointList, DeliverySchema, DeliveryList, ReplayInput, ReplaySchema],
];
