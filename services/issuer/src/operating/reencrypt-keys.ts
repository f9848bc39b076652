import { readFileSync } from 'node:fs';
import type { GuaranteeNumber } from '@e-surety/domain';
import { dropKeyEncryptionKeys, keyFile, parseKeyringFile } from '@e-surety/issuer-keys';
import { and, eq, isNotNull, ne, or } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { guarantees, keyReplacements, webhookEndpoints } from '../db/tables.js';
import { createKeyring } from '../issuance/keyring.js';
import { secretsAnew } from '../webhooks/secrets.js';
import { keysFolder, type Operator } from './command.js';
import { keyEncryptionKeysInUse } from './rotate-key.js';

/**
 * Puts every authentication key, and every secret of a webhook, under the active key-encryption key. The old one stays in the keyring until it is dropped: backups
 * may still need it.
 */
export async function reencryptKeys(db: Database, operator: Operator): Promise<string> {
  const keyringFile = parseKeyringFile(readFileSync(keyFile.keyring(keysFolder(operator)), 'utf8'));
  const keyring = createKeyring(keyringFile);
  const anew = (row: { guaranteeNumber: string; keyCiphertext: Buffer; keyEncryptionKey: string }) => {
    const number = row.guaranteeNumber as GuaranteeNumber;
    const { keyCiphertext: ciphertext, keyEncryptionKey } = row;
    const again = keyring.encrypt(keyring.decrypt({ ciphertext, keyEncryptionKey }, number), number);
    return { keyCiphertext: again.ciphertext, keyEncryptionKey: again.keyEncryptionKey };
  };
  let count = 0;
  const old = and(isNotNull(guarantees.keyCiphertext), ne(guarantees.keyEncryptionKey, keyringFile.active));
  for (const row of await db.select().from(guarantees).where(old).for('update')) {
    const { guaranteeNumber, keyCiphertext, keyEncryptionKey } = row;
    const set = anew({ guaranteeNumber, keyCiphertext: keyCiphertext!, keyEncryptionKey: keyEncryptionKey! });
    await db.update(guarantees).set(set).where(eq(guarantees.guaranteeNumber, guaranteeNumber));
    count += 1;
  }
  const replaced = ne(keyReplacements.keyEncryptionKey, keyringFile.active);
  for (const row of await db.select().from(keyReplacements).where(replaced).for('update')) {
    const one = and(
      eq(keyReplacements.guaranteeNumber, row.guaranteeNumber),
      eq(keyReplacements.keyGeneration, row.keyGeneration),
    );
    await db.update(keyReplacements).set(anew(row)).where(one);
    count += 1;
  }
  const active = keyringFile.active;
  const endpoints = or(ne(webhookEndpoints.secretEncryption, active), ne(webhookEndpoints.previousEncryption, active));
  for (const row of await db.select().from(webhookEndpoints).where(endpoints).for('update')) {
    await db.update(webhookEndpoints).set(secretsAnew({ keyring }, row)).where(eq(webhookEndpoints.id, row.id));
    count += 1;
  }
  const detail = { count, keyEncryptionKey: keyringFile.active };
  await recordAct(db, { at: operator.now, actor: 'command', act: 'reencrypt_keys', subject: 'keyring', detail });
  return `${count}件の認証キーとWebhookの秘密を、鍵 ${keyringFile.active} で暗号化し直しました。\n`;
}

/** After the last backup that needs them is gone. */
export async function dropOldKeyEncryptionKeys(db: Database, operator: Operator): Promise<string> {
  const inUse = await keyEncryptionKeysInUse(db);
  const dropped = dropKeyEncryptionKeys(keysFolder(operator), new Set(inUse.keys()), { dryRun: operator.dryRun });
  return dropped.length === 0
    ? '使われていない鍵はありません。\n'
    : `使われていない鍵を除きました: ${dropped.join('、')}\nこの鍵で暗号化したバックアップは、もう読めません。\n`;
}
