import { exampleOf } from '@e-surety/service-kit/http';
import { MessageInput, MessageList, MessageSchema } from './schemas.js';

const message = {
  id: 5,
  sentBy: 'contractor' as const,
  author: '見本 太郎',
  text: '契約書を添付しました。よろしくお願いします。',
  sentAt: '2026-11-12T01:00:00.000Z',
};

export const messageExamples = [
  exampleOf(MessageInput, { text: message.text }),
  exampleOf(MessageSchema, message),
  exampleOf(MessageList, { messages: [message], next: null }),
];
