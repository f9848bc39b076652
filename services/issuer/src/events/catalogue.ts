import { guaranteeKinds, type ReminderDays, reminderDays } from '@e-surety/domain';
import { type Static, type TProperties, Type } from 'typebox';
import { day, oneOf, uuid } from '../contract.js';

const guaranteeNumber = Type.String({ description: '保証契約番号' });
const revision = Type.Integer({ minimum: 0, description: '版' });
const kind = oneOf(guaranteeKinds);
const ofRequest = { applicationId: uuid, kind };
const ofChange = { guaranteeNumber, changeRequestId: uuid };
const ofRevision = { guaranteeNumber, revision };

const entry = <D extends TProperties>(title: string, data: D) => ({
  title,
  data: Type.Object(data, { additionalProperties: false }),
});

/**
 * Everything that systems are told, by feed and by webhook: its type, what people read for it, and its data, which is thin: who
 * wants to know more asks for it. A type keeps its data for ever; what is new gets a type of its own.
 */
export const eventCatalogue = {
  'application.returned': entry('申込の差戻し', { applicationId: uuid }),
  'application.declined': entry('お引受不可', ofRequest),
  'application.voided': entry('発行前の取消', ofRequest),
  'fee.due': entry('保証料のご案内', { ...ofRequest, payBy: day }),
  'change_request.returned': entry('変更の差戻し', ofChange),
  'change_request.declined': entry('変更のお引受不可', ofChange),
  'change_request.fee_due': entry('追加保証料のご案内', ofChange),
  'guarantee.issued': entry('保証の発行', { ...ofRequest, ...ofRevision }),
  'guarantee.amended': entry('変更', ofRevision),
  'guarantee.corrected': entry('訂正', ofRevision),
  'guarantee.cancelled': entry('解約', ofRevision),
  'guarantee.voided': entry('無効(発行取消)', ofRevision),
  'guarantee.ending_soon': entry('保証期限のお知らせ', {
    guaranteeNumber,
    periodTo: day,
    days: Type.Unsafe<ReminderDays>({ type: 'integer', enum: [...reminderDays], description: '残りの日数' }),
  }),
  'guarantee.key_replaced': entry('認証キーの再発行', {
    guaranteeNumber,
    keyGeneration: Type.Integer({ minimum: 2, description: '鍵世代' }),
  }),
  'certificate.viewed': entry('認証キーによる照会', ofRevision),
  'certificate.acknowledged': entry('受領・訂正依頼の申告', {
    ...ofRevision,
    result: oneOf(['accepted', 'correction_requested'], '受領 / 訂正依頼'),
    acknowledgementId: uuid,
  }),
} as const;

export type EventType = keyof typeof eventCatalogue;
export type EventData<T extends EventType> = Static<(typeof eventCatalogue)[T]['data']>;
export const eventTypes = Object.keys(eventCatalogue) as EventType[];
