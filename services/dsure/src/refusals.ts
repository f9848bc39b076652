import { SealError, type SealErrorCode } from '@e-surety/seal/format';
import { type Problem, type ProblemKind, problemTable } from '@e-surety/service-kit/problems';

/** Every reason of D-Sure's own for which it refuses. Stable: other systems branch on them. */
export type DsureRefusalCode =
  | 'call_already_used'
  | 'number_of_another_issuer'
  | 'envelope_of_another_issuer'
  | 'signing_key_retired'
  | 'signing_key_compromised'
  | 'path_differs'
  | 'other_bytes_deposited'
  | 'locator_taken'
  | 'authentication_key_mistyped'
  | 'guarantee_number_mistyped'
  | 'certificate_not_found'
  | 'authentication_key_replaced'
  | 'too_many_failures'
  | 'record_untrustworthy'
  | 'view_token_refused'
  | 'view_token_of_another_certificate'
  | 'revision_not_found'
  | 'reason_missing'
  | 'too_many_declarations'
  | 'form_outdated'
  | 'issuer_not_found'
  | 'cursor_unknown';

const own: Record<DsureRefusalCode, ProblemKind> = {
  call_already_used: { status: 401, title: 'この呼出しトークン(jti)は使用済みです' },
  number_of_another_issuer: { status: 403, title: 'この保証契約番号は他の保証事業会社のものです' },
  envelope_of_another_issuer: { status: 403, title: '封書の発行者が、呼び出した保証事業会社と異なります' },
  signing_key_retired: { status: 403, title: 'この署名鍵での新しい登録は終了しています' },
  signing_key_compromised: { status: 403, title: 'この署名鍵は危殆化したため使えません' },
  path_differs: { status: 422, title: 'URLと封書の内容が一致しません' },
  other_bytes_deposited: { status: 409, title: '同じ版に、異なる内容が既に登録されています' },
  locator_taken: { status: 409, title: 'この所在記号は既に使われています' },
  authentication_key_mistyped: { status: 400, title: '認証キーに入力の誤りがあります' },
  guarantee_number_mistyped: { status: 400, title: '保証契約番号に入力の誤りがあります' },
  certificate_not_found: {
    status: 404,
    title: '該当する電子証書はありません',
    detail: () => '保証契約番号と認証キーを確かめてください。',
  },
  authentication_key_replaced: {
    status: 410,
    title: 'この認証キーは再発行により無効になりました',
    detail: () => '新しい認証キーを受注者に確かめてください。',
  },
  too_many_failures: { status: 429, title: '誤った照会が続いたため、しばらくお待ちください' },
  record_untrustworthy: {
    status: 500,
    title: '登録内容の検証に失敗したため、表示できません',
    detail: () => '電子証書が登録時のものと確認できません。発行した保証事業会社にお問い合わせください。',
  },
  view_token_refused: { status: 401, title: '閲覧の有効時間が過ぎたか、閲覧トークンが正しくありません' },
  view_token_of_another_certificate: { status: 403, title: 'この閲覧トークンは別の電子証書のものです' },
  revision_not_found: { status: 404, title: 'この版は登録されていません' },
  reason_missing: { status: 422, title: '訂正依頼には、訂正してほしい内容が必要です' },
  too_many_declarations: { status: 429, title: 'この電子証書への申告が続いたため、しばらくお待ちください' },
  form_outdated: { status: 403, title: '画面が古くなっています。もう一度照会してください' },
  issuer_not_found: { status: 404, title: 'この保証事業会社は登録されていません' },
  cursor_unknown: { status: 409, title: 'このカーソルの場所は、もうありません。最初から読み直してください' },
};

/** What the deposit format refuses, where an issuer's deposit does not keep to it. */
const ofTheFormat: Record<SealErrorCode, ProblemKind> = {
  malformed: { status: 422, title: '封書または封緘の書式が正しくありません' },
  key_in_header: { status: 422, title: 'ヘッダーで鍵を示すことはできません' },
  critical_extension: { status: 422, title: 'crit 拡張は使えません' },
  algorithm_refused: { status: 422, title: 'このアルゴリズムは使えません' },
  wrong_type: { status: 422, title: '封書または封緘の種類(typ)が違います' },
  format_unknown: { status: 422, title: '未知の形式です' },
  member_invalid: { status: 422, title: '封書または封緘の項目に誤りがあります' },
  wrong_purpose: { status: 422, title: '封書の目的が、呼び出した操作と異なります' },
  content_too_large: { status: 422, title: '電子証書またはPDFが大きすぎます' },
  unknown_key: { status: 403, title: '登録されていない署名鍵です' },
  wrong_key_purpose: { status: 403, title: 'この鍵は封書の署名用ではありません' },
  signature_invalid: { status: 403, title: '封書の署名が正しくありません' },
  signer_is_not_issuer: { status: 403, title: '封書の発行者と署名鍵の持ち主が異なります' },
  wrong_audience: { status: 401, title: '呼出しトークンの宛先(aud)がD-Sureではありません' },
  call_expired: { status: 401, title: '呼出しトークンの有効時間が過ぎています' },
  call_not_yet_valid: { status: 401, title: '呼出しトークンの発行時刻(iat)が未来です' },
  call_lifetime_too_long: { status: 401, title: '呼出しトークンの有効時間が長すぎます' },
  cannot_open: { status: 422, title: '封緘を開けません' },
  header_differs: { status: 422, title: '封緘のヘッダーが封書と一致しません' },
  digest_differs: { status: 422, title: '封緘の内容のダイジェストが封書と一致しません' },
  sealed_digest_differs: { status: 422, title: '封緘のダイジェストが封書と一致しません' },
  certificate_differs: { status: 422, title: '電子証書が封書と一致しません' },
  revisions_differ: { status: 409, title: '再封緘された版が、登録済みの版と一致しません' },
  revision_out_of_sequence: { status: 409, title: '版の番号が続いていません' },
  key_generation_outdated: { status: 409, title: '認証キーは既に再発行されています(鍵世代が古い)' },
  key_generation_out_of_sequence: { status: 409, title: '鍵世代の番号が続いていません' },
  chain_broken: { status: 409, title: '直前の封書とつながっていません' },
  guarantee_differs: { status: 409, title: '登録済みの保証契約と一致しません' },
  locator_differs: { status: 409, title: '所在記号が、登録済みの認証キーのものと異なります' },
  locator_unchanged: { status: 409, title: '再発行なのに所在記号が変わっていません' },
  guarantee_ended: { status: 409, title: '解約または無効となった保証契約には登録できません' },
  key_invalid: { status: 422, title: '鍵の書式が正しくありません' },
};

/** The one place that says what each refusal is over HTTP. */
export const dsureProblems = problemTable<DsureRefusalCode | SealErrorCode>({ ...ofTheFormat, ...own });

export function problemOf(error: unknown): Problem | undefined {
  return error instanceof SealError ? problemOfDeposit(error) : dsureProblems.fromRefusal(error);
}

/** Names the field of the deposit's body; where in the envelope or the part the fault lies is a fact beside it. */
function problemOfDeposit({ code, at }: SealError): Problem {
  const { title } = dsureProblems.kinds[code];
  const pointer = /^\/(parts|revisions\/\d+)\/(certificate|pdf)(?=\/|$)/.exec(at ?? '')?.[0] ?? '/envelope';
  return dsureProblems.problem(code, {
    facts: at === undefined ? {} : { at },
    errors: [{ pointer, in: 'body', code, detail: `「${pointer.slice(1).replaceAll('/', '.')}」: ${title}。` }],
  });
}
