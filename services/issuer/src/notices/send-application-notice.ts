import type { CalendarDay, GuaranteeKind } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import { messages } from '../db/tables.js';
import { feeNoticeFacts } from '../fees/fee-notice-facts.js';
import type { World } from '../world.js';
import { type ApplicationMailFacts, applicationMailFacts, messageIdOf } from './application-facts.js';
import { declinedNotice } from './declined-notice.js';
import { feeDueNotice } from './fee-due-notice.js';
import type { MailText } from './mail-text.js';
import { returnedNotice } from './returned-notice.js';

// Each of these goes to the application's contact once; should it repeat, then with the same Message-ID.

interface Which {
  applicationId: string;
  kind: GuaranteeKind;
}

/** What was written when it was returned, even if the application has been sent again since. */
export async function sendReturnedNotice(
  world: World,
  { applicationId, messageId }: { applicationId: string; messageId: number },
): Promise<void> {
  const facts = await applicationMailFacts(world, applicationId);
  const [message] = await world.db.select().from(messages).where(eq(messages.id, messageId));
  await send(
    world,
    facts,
    messageIdOf(world, 'returned-notice', String(messageId)),
    returnedNotice(facts, message!.text),
  );
}

export async function sendDeclinedNotice(world: World, { applicationId, kind }: Which): Promise<void> {
  const facts = await applicationMailFacts(world, applicationId);
  const messageId = messageIdOf(world, 'declined-notice', applicationId, kind);
  await send(world, facts, messageId, declinedNotice(facts, requestOf(facts, kind)));
}

/** Says what 保証料のご案内 says on paper; nothing where it was paid or withdrawn, or has lapsed, in the meantime. */
export async function sendFeeDueNotice(
  world: World,
  { applicationId, kind, payBy }: Which & { payBy: CalendarDay },
): Promise<void> {
  const notice = await feeNoticeFacts(world.db, { applicationId, kind });
  if (notice?.payBy !== payBy) return;
  const facts = await applicationMailFacts(world, applicationId);
  if (requestOf(facts, kind).status !== 'fee_due') return;
  await send(
    world,
    facts,
    messageIdOf(world, 'fee-due-notice', applicationId, kind, payBy),
    feeDueNotice(facts, notice),
  );
}

const requestOf = ({ application }: ApplicationMailFacts, kind: GuaranteeKind) =>
  application.requests.find((request) => request.kind === kind)!;

function send(
  { mailer, now }: World,
  { email }: ApplicationMailFacts,
  messageId: string,
  mail: MailText,
): Promise<void> {
  return mailer.send({ messageId, to: email, date: now(), ...mail });
}
