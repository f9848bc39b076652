import { Type } from 'typebox';
import { instant, nullable, oneOf, ref, uuid } from '../contract.js';
import { type EventData, type EventType, eventCatalogue, eventTypes } from './catalogue.js';

const closed = { additionalProperties: false };

type EventOf<T extends EventType> = T extends EventType
  ? { id: string; type: T; timestamp: string; data: EventData<T> }
  : never;

/** One alternative for each type of the catalogue. */
export const EventSchema = Type.Unsafe<EventOf<EventType>>({
  $id: 'Event',
  description: '起きたこと。フィードとWebhookで同じ。id は同じ出来事ならいつも同じ',
  anyOf: eventTypes.map((type) =>
    Type.Object(
      { id: uuid, type: Type.Literal(type), timestamp: instant, data: eventCatalogue[type].data },
      { ...closed, description: eventCatalogue[type].title },
    ),
  ),
});

export const EventFeed = Type.Object(
  {
    events: Type.Array(ref(EventSchema), { description: '古い順' }),
    next: nullable(Type.String({ description: '次に after に渡す値。null は、まだ何も起きていない' })),
    more: Type.Boolean({ description: '続きがすぐに読める' }),
  },
  { $id: 'EventFeed', ...closed },
);

export const TimelineEntry = Type.Object(
  {
    event: ref(EventSchema),
    title: Type.String({ description: '画面に出す言葉' }),
    acknowledgement: nullable(
      Type.Object(
        {
          result: oneOf(['accepted', 'correction_requested'], '受領 / 訂正依頼'),
          reason: Type.String({ description: '訂正してほしい内容' }),
          declaredBy: Type.Object(
            { organisation: Type.String(), department: Type.String(), name: Type.String() },
            closed,
          ),
        },
        { ...closed, description: '認証キーを持つ人の申告。本人であることは確かめられていない' },
      ),
    ),
  },
  { $id: 'TimelineEntry', ...closed },
);

export const Timeline = Type.Object(
  { timeline: Type.Array(ref(TimelineEntry)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'Timeline', ...closed, description: '古い順' },
);

export const eventSchemas = [EventSchema, EventFeed, TimelineEntry, Timeline];
