import { Type } from 'typebox';
import { instant, nullable, oneOf, ref, unprintable } from '../contract.js';

const closed = { additionalProperties: false };

export const MessageInput = Type.Object(
  {
    text: Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: `^(?=[\\s\\S]*\\S)(?:[^${unprintable}]|[\\n\\r\\t])*$`,
      description: '空白だけでない文',
    }),
  },
  { $id: 'MessageInput', ...closed },
);

export const MessageSchema = Type.Object(
  {
    id: Type.Integer({ minimum: 1 }),
    sentBy: oneOf(['contractor', 'issuer'], 'contractor: 弊社への連絡事項、issuer: 弊社からお客様へのお知らせ'),
    author: Type.String({ description: '書いた人(書いたときの名前)' }),
    text: Type.String(),
    sentAt: instant,
  },
  { $id: 'Message', ...closed, description: '連絡。書いた後は変わらない' },
);

export const MessageList = Type.Object(
  { messages: Type.Array(ref(MessageSchema)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'MessageList', ...closed, description: '新しい順' },
);
