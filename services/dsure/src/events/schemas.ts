import { ref } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import { RecordedAcknowledgementSchema } from '../acknowledgements/schemas.js';

const closed = { additionalProperties: false };

const common = {
  id: Type.String({ format: 'uuid', description: '同じ出来事は、いつ読んでも同じID' }),
  at: Type.String({ format: 'date-time' }),
  guaranteeNumber: Type.String({ description: '保証契約番号' }),
  revision: Type.Integer({ minimum: 0, description: '版' }),
};

export const EventSchema = Type.Union(
  [
    Type.Object(
      { type: Type.Literal('certificate.deposited'), ...common },
      { ...closed, description: '版が登録された' },
    ),
    Type.Object(
      { type: Type.Literal('certificate.viewed'), ...common },
      { ...closed, description: '認証キーで読まれた(最新の版ごとに、一日一度)。だれが読んだかは分からない' },
    ),
    Type.Object(
      {
        type: Type.Literal('certificate.acknowledged'),
        ...common,
        acknowledgement: ref(RecordedAcknowledgementSchema),
      },
      { ...closed, description: '受領または訂正依頼が申告された' },
    ),
  ],
  { $id: 'Event', description: '電子証書に起きたこと' },
);

export const EventFeedSchema = Type.Object(
  {
    events: Type.Array(ref(EventSchema), { description: '古い順' }),
    next: Type.Union([Type.String(), Type.Null()], {
      description: '次に after に渡す値。null は、まだ何も起きていない',
    }),
    more: Type.Boolean({ description: '続きがすぐに読める' }),
  },
  { $id: 'EventFeed', ...closed },
);

export const eventSchemas = [EventSchema, EventFeedSchema];
