import type { Database } from '@e-surety/service-kit/postgres';
import { eq } from 'drizzle-orm';
import { issuerKeys, type KeyStatus } from '../db/tables.js';
import { OperatorError } from './operator-error.js';

export interface SetKeyStatus {
  kid: string;
  status: KeyStatus;
  /** Since when a compromised key is suspect. */
  compromisedSince: Date | null;
}

/**
 * Only ever towards less trust: a retired key signs nothing again, and a compromised one stays compromised, since that time or an
 * earlier one.
 */
const trust: Record<KeyStatus, number> = { active: 2, retired: 1, compromised: 0 };

export async function setKeyStatus(db: Database, { kid, status, compromisedSince }: SetKeyStatus): Promise<void> {
  if ((status === 'compromised') !== (compromisedSince !== null)) {
    throw new OperatorError('a time since when is given for a compromised key, and only for that');
  }
  await db.transaction(async (tx) => {
    const [key] = await tx.select().from(issuerKeys).where(eq(issuerKeys.kid, kid)).for('update');
    if (!key) throw new OperatorError(`no such key: ${kid}`);
    if (trust[status] > trust[key.status]) throw new OperatorError(`key ${kid} is ${key.status} already`);
    if (key.compromisedSince && compromisedSince && compromisedSince > key.compromisedSince) {
      throw new OperatorError(`key ${kid} is compromised since ${key.compromisedSince.toISOString()} already`);
    }
    await tx.update(issuerKeys).set({ status, compromisedSince }).where(eq(issuerKeys.kid, kid));
  });
}
