import { activateKey, prepareKey, type RotatedKind, rotatedKinds } from '@e-surety/issuer-keys';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import {
  guarantees,
  issuerProfile,
  keyReplacements,
  revisionProducts,
  revisions,
  webhookEndpoints,
} from '../db/tables.js';
import { keysFolder, type Operator, OperatorError, positionalOf } from './command.js';

/** What comes after each half of a rotation: who has to know the key before it is used, and what of the old one is still needed. */
const afterPrepare: Record<RotatedKind, string> = {
  certificate: 'publish-keys で公開鍵を書き出し、D-Sureの運用者に onboard-issuer で登録してもらってください。',
  envelope: 'publish-keys で公開鍵を書き出し、D-Sureの運用者に onboard-issuer で登録してもらってください。',
  call: 'publish-keys で公開鍵を書き出し、D-Sureの運用者に onboard-issuer で登録してもらってください。',
  'access-token': '全てのインスタンスを順に再起動してください(次の鍵のトークンも受け付けるようになります)。',
  'key-encryption': '全てのインスタンスを順に再起動してください(次の鍵でも復号できるようになります)。',
  'pdf-signing': '公的な証明書を使う場合は、pdf-signing.next.cert.pem を同じ鍵の証明書に置き換えてください。',
};
const afterActivate: Record<RotatedKind, string> = {
  certificate: '再起動の後、D-Sureの運用者に前の鍵を set-key-status で retired にしてもらってください。',
  envelope: '再起動の後、未登録の封書がなくなってから、前の鍵を retired にしてもらってください。',
  call: '再起動の後、D-Sureの運用者に前の鍵を set-key-status で retired にしてもらってください。',
  'access-token': '前の鍵のトークンも、切替えから30分は受け付けます。15分のうちに再起動してください。',
  'key-encryption': '再起動の後、reencrypt-keys で認証キーを暗号化し直してください。',
  'pdf-signing': '再起動の後に印刷する書類から、新しい証明書で署名します。',
};

/** `rotate-key KIND` prepares, `rotate-key KIND --activate` changes over; between the two, whoever verifies learns the new key. */
export async function rotateKey(db: Database, operator: Operator): Promise<string> {
  const folder = keysFolder(operator);
  const kind = kindOf(positionalOf(operator, `鍵の種類(${rotatedKinds.join('、')})`));
  const { dryRun } = operator;
  if (!operator.options.activate) {
    const made = await prepareKey(folder, kind, { issuerName: await nameOf(db), dryRun });
    return `${made ? `${kind} の次の鍵を用意しました。` : `${kind} の次の鍵は、すでに用意されています。`}\n${afterPrepare[kind]}\nその後 rotate-key ${kind} --activate で切り替えます。\n`;
  }
  const compromised = operator.options.compromised === true;
  if (compromised && kind !== 'access-token')
    throw new OperatorError(
      '--compromised は access-token だけに付けます。ほかの鍵は mark-key-compromised で公表します。',
    );
  if (!activateKey(folder, kind, { now: operator.now, compromised, dryRun }))
    throw new OperatorError(`先に rotate-key ${kind} で次の鍵を用意してください。`);
  const waiting = kind === 'envelope' ? `未登録の封書: ${await unconfirmed(db)}件\n` : '';
  const after = compromised ? '再起動したインスタンスから、前の鍵のトークンを受け付けません。' : afterActivate[kind];
  return `${kind} の鍵を切り替えました。全てのインスタンスを順に再起動してください。\n${after}\n${waiting}`;
}

function kindOf(text: string): RotatedKind {
  const kind = rotatedKinds.find((one) => one === text);
  if (!kind) throw new OperatorError(`鍵の種類は ${rotatedKinds.join('、')} のどれかです。`);
  return kind;
}

async function nameOf(db: Database): Promise<string> {
  const [profile] = await db.select().from(issuerProfile);
  if (!profile) throw new OperatorError('保証事業会社が登録されていません。先に load-setup を実行してください。');
  return profile.name;
}

/** Envelopes that are signed and not yet with D-Sure: retired too early, their key would have them refused. */
async function unconfirmed(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${revisionProducts} p
      join ${revisions} r on r.guarantee_number = p.guarantee_number and r.revision = p.revision
     where p.product = 'deposit' and r.confirmed_at is null`);
  return row!.count;
}

/** Ids of the key-encryption keys under which something lies. */
export async function keyEncryptionKeysInUse(db: Database): Promise<Map<string, number>> {
  const rows = await db.execute<{ id: string; count: number }>(sql`
    select id, count(*)::int as count from (
      select key_encryption_key as id from ${guarantees} where key_ciphertext is not null
      union all select key_encryption_key from ${keyReplacements}
      union all select secret_encryption from ${webhookEndpoints}
      union all select previous_encryption from ${webhookEndpoints} where previous_secret is not null) kept
     group by id`);
  return new Map([...rows].map(({ id, count }) => [id, count]));
}
