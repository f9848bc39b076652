import { formatWareki, todayInTokyo } from '@e-surety/domain';
import type { Static } from 'typebox';
import type { IssuerKey } from '../issuers/store.js';
import type { VerificationSchema } from './schemas.js';
import type { StoredRevision } from './stored-revision.js';

export type Verification = Static<typeof VerificationSchema>;

/** What each check is called where people read. */
export const checkNames: Record<Verification['check'], string> = {
  authentication_key: '認証キー',
  stored_record: 'D-Sureの登録内容',
  issuer_signature: '保証人の電子署名',
  signing_key: '署名に使われた鍵',
  pdf: 'PDF',
};

/** What was checked before the certificate was shown, for a reader who is no cryptographer. */
export function verificationOf(stored: StoredRevision, key: IssuerKey, { pdfOpened = false } = {}): Verification[] {
  return [
    { check: 'authentication_key', result: 'passed', detail: 'この認証キーで電子証書を開くことができました。' },
    {
      check: 'stored_record',
      result: 'passed',
      detail: 'D-Sureの登録内容(保証契約番号・版・状態)と電子証書の内容が一致しました。',
    },
    {
      check: 'issuer_signature',
      result: 'passed',
      detail: `${key.issuerName}の電子署名を、登録済みの公開鍵で確認しました。`,
    },
    { check: 'signing_key', ...keyStanding(stored, key) },
    pdfOpened
      ? { check: 'pdf', result: 'passed', detail: 'PDFが、登録された時のものと一致しました。' }
      : { check: 'pdf', result: 'skipped', detail: 'PDFは、取得するときに同じ方法で確認します。' },
  ];
}

/** A compromised key proves only what D-Sure itself had before: its own time of deposit is no claim of the issuer's. */
function keyStanding(
  { depositedAt }: StoredRevision,
  { status, compromisedSince }: IssuerKey,
): Pick<Verification, 'result' | 'detail'> {
  if (status === 'active') return { result: 'passed', detail: '電子署名に使われた保証人の鍵は有効です。' };
  if (status === 'retired')
    return {
      result: 'passed',
      detail: '電子署名に使われた保証人の鍵は使用を終えていますが、過去の署名の確認には有効です。',
    };
  const since = formatWareki(todayInTokyo(compromisedSince!));
  return depositedAt < compromisedSince!
    ? {
        result: 'passed',
        detail: `電子署名に使われた保証人の鍵は${since}に安全でなくなりましたが、この版はその前に登録されています。`,
      }
    : {
        result: 'failed',
        detail: `電子署名に使われた保証人の鍵は${since}に安全でなくなっており、この版はその後に登録されています。保証人に確かめてください。`,
      };
}
