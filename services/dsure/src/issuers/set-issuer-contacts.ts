import type { Database, Transaction } from '@e-surety/service-kit/postgres';
import { eq } from 'drizzle-orm';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { issuers } from '../db/tables.js';
import { OperatorError } from './operator-error.js';

const words = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\p{Cc}]+$' });
const Contact = Type.Object({ name: words, phone: words, hours: words }, { additionalProperties: false });
const Contacts = Compile(Type.Array(Contact, { maxItems: 60 }));

/** お問い合わせ先: whom the pages name to a key holder who finds nothing. What was said before is replaced; returns how many there are. */
export async function setIssuerContacts(
  db: Database | Transaction,
  { id, contacts }: { id: string; contacts: unknown },
): Promise<number> {
  if (!Contacts.Check(contacts)) {
    throw new OperatorError(
      'the contacts are no list of {"name", "phone", "hours"}, each a text of 1 to 100 characters',
    );
  }
  const updated = await db.update(issuers).set({ contacts }).where(eq(issuers.id, id)).returning({ id: issuers.id });
  if (updated.length === 0) throw new OperatorError(`no such issuer: ${id}`);
  return contacts.length;
}
