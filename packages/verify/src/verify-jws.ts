import { issuerIdPattern, SealError, type SealErrorCode } from '@e-surety/seal/format';
import { verifyCertificate } from '@e-surety/seal/verify';
import type { PublishedKeys } from './published-keys.js';
import { type Check, passed, type Report, stopped } from './report.js';

type Step = 'form' | 'key' | 'signature' | 'content';

/** In the order in which they are looked at. */
const steps: Record<Step, [name: string, detail: string]> = {
  form: ['書き方', '電子証書のデータとして、仕様のとおりに書かれています。'],
  key: ['署名鍵', '保証会社が公開している、電子証書用の鍵です。'],
  signature: ['電子署名', 'この鍵による署名が、データの全体に合っています。'],
  content: ['記載内容', '電子証書として読め、項目どうしが食い違っていません。'],
};

/** Which step each refusal belongs to; the others are about how it is written. */
const stepOf: Partial<Record<SealErrorCode, Step>> = {
  unknown_key: 'key',
  wrong_key_purpose: 'key',
  signature_invalid: 'signature',
  signer_is_not_issuer: 'content',
  member_invalid: 'content',
};
const faults: Record<Step, string> = {
  form: '電子証書のデータではないか、書き換えられています。',
  key: '公開鍵の一覧に、この署名に使われた電子証書用の鍵がありません。',
  signature: '署名が合いません。署名の後に書き換えられたか、署名した鍵が違います。',
  content: '署名されていますが、電子証書として認められない内容です。',
};

/** Whether this is a certificate that the holder of the published keys has signed, byte for byte. `before`: checks made already. */
export function verifyJws(bytes: Uint8Array, keys: PublishedKeys, before: Check[] = []): Report {
  const jws = Buffer.from(bytes).toString('latin1');
  try {
    const { certificate, kid } = verifyCertificate(jws, keys.pinnedFor(issuerNamedIn(jws)));
    const checks = [...before, ...passedSteps(Object.keys(steps) as Step[])];
    if (keys.isCompromised(kid)) {
      const detail = '署名鍵は危殆化したと公表されています。いつの署名かは、D-Sureで照会して確認してください。';
      return stopped(checks, '署名鍵の状態', detail);
    }
    return { checks, certificate };
  } catch (error) {
    if (!(error instanceof SealError) || error.code === 'key_invalid') throw error;
    const step = stepOf[error.code] ?? 'form';
    const names = Object.keys(steps) as Step[];
    const checks = [...before, ...passedSteps(names.slice(0, names.indexOf(step)))];
    return stopped(checks, steps[step][0], `${faults[step]}(${error.message})`);
  }
}

const passedSteps = (names: Step[]): Check[] => names.map((name) => passed(...steps[name]));

/** Whose certificate it claims to be: the published keys are then held to be that issuer's. */
function issuerNamedIn(jws: string): string {
  try {
    const payload = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
      issuer: { id: unknown };
    };
    // What is no id is refused where the content is read.
    return new RegExp(issuerIdPattern).test(String(payload.issuer.id)) ? String(payload.issuer.id) : 'unknown';
  } catch {
    return 'unknown';
  }
}
