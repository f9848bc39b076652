import type { Caller } from '../accounts/caller.js';
import { namesOf } from '../accounts/names.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { messages } from '../db/tables.js';
import type { Message } from './store.js';

/** 連絡: stays as it was written, with who and when. */
export async function postMessage(
  db: Database,
  caller: Caller,
  { applicationId, text }: { applicationId: string; text: string },
  now: Date,
): Promise<Message> {
  const sentBy = caller.role === 'contractor' ? 'contractor' : 'issuer';
  const message = await appendMessage(db, { applicationId, sentBy, actor: caller.actor, text }, now);
  const detail = { message: message.id };
  await recordAct(db, { at: now, actor: caller.actor, act: 'post_message', subject: applicationId, detail });
  return message;
}

/** Also for what is said on the way: with a submission, with a return. */
export async function appendMessage(
  db: Database,
  message: { applicationId: string; sentBy: Message['sentBy']; actor: string; text: string },
  now: Date,
): Promise<Message> {
  const names = await namesOf(db, [message.actor]);
  const author = names.get(message.actor)!;
  const [appended] = await db
    .insert(messages)
    .values({ ...message, author, sentAt: now })
    .returning();
  return appended!;
}
