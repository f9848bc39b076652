import type { RefusalCode } from '@e-surety/domain';
import { type Problem, type ProblemKind, type ProblemOccasion, problemTable } from '@e-surety/service-kit/problems';

/** Every reason for which the issuer refuses, beside the domain's own. Stable: other systems branch on them. */
export type IssuerRefusalCode =
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'application_not_found'
  | 'unfinished_application_not_found'
  | 'too_many_unfinished_applications'
  | 'works_not_found'
  | 'guarantee_not_found'
  | 'orderer_not_found'
  | 'revision_not_found'
  | 'rules_in_use'
  | 'not_paper'
  | 'already_dispatched'
  | 'not_submitted_by_email'
  | 'not_electronic'
  | 'not_issued_yet'
  | 'idempotency_key_missing'
  | 'idempotency_key_reused'
  | 'request_in_progress'
  | 'if_match_missing'
  | 'changed_meanwhile'
  | 'external_reference_taken'
  | 'cursor_unknown'
  | 'event_not_found'
  | 'webhook_endpoint_not_found'
  | 'webhook_url_refused'
  | 'too_many_webhook_endpoints'
  | 'works_frozen'
  | 'works_being_changed'
  | 'contract_differs'
  | 'contract_already_concluded'
  | 'submission_refused'
  | 'approval_refused'
  | 'review_incomplete'
  | 'fee_short'
  | 'change_request_not_found'
  | 'change_request_open'
  | 'change_refused'
  | 'lump_sum_not_agreed'
  | 'second_person_needed'
  | 'key_being_replaced'
  | 'too_much_to_seal_anew'
  | 'refund_statement_not_found'
  | 'fee_not_due'
  | 'refundable_not_found'
  | 'fee_statement_not_found'
  | 'not_submitted_yet'
  | 'billing_party_exists'
  | 'tariff_not_found'
  | 'tariff_begun'
  | 'tariff_day_taken'
  | 'sign_in_failed'
  | 'too_many_attempts'
  | 'user_not_found'
  | 'login_id_taken'
  | 'cannot_stop_oneself'
  | 'last_company_admin'
  | 'password_token_invalid'
  | 'contractor_not_found'
  | 'branch_not_found'
  | 'attachment_not_found'
  | 'attachment_refused'
  | 'too_many_attachments'
  | 'second_approval_by_same_person'
  | 'credit_limit_exceeded';

/** The one place that says what a refusal is over HTTP; does not compile while a code is missing. */
const kinds: Record<IssuerRefusalCode | RefusalCode, ProblemKind> = {
  invalid_client: { status: 401, title: 'クライアントIDまたはシークレットが違います' },
  unsupported_grant_type: { status: 400, title: 'この grant_type は使えません' },
  invalid_scope: { status: 400, title: 'このスコープは許可されていません' },
  application_not_found: { status: 404, title: '申込が見つかりません' },
  unfinished_application_not_found: { status: 404, title: '書きかけの申込が見つかりません' },
  too_many_unfinished_applications: { status: 409, title: '書きかけの申込が多すぎます。不要なものを削除してください' },
  works_not_found: { status: 404, title: '請負工事が見つかりません' },
  guarantee_not_found: { status: 404, title: '保証契約が見つかりません' },
  orderer_not_found: { status: 404, title: '発注者が見つかりません' },
  revision_not_found: { status: 404, title: 'その版はありません' },
  not_electronic: { status: 409, title: '電子保証ではないため、認証キーはありません' },
  rules_in_use: {
    status: 409,
    title: 'この版の規則で承認した保証があるため、変えられません。新しい適用開始日で登録してください',
  },
  not_paper: { status: 409, title: '電子保証のため、発送する証書(紙)はありません' },
  already_dispatched: { status: 409, title: 'この版の証書は発送済みです' },
  not_submitted_by_email: { status: 409, title: 'この発注者への提出は、電子メールではありません' },
  not_issued_yet: { status: 409, title: '発行手続中です' },
  idempotency_key_missing: { status: 400, title: 'Idempotency-Key が必要です' },
  idempotency_key_reused: { status: 422, title: 'この Idempotency-Key は別の内容で使われています' },
  request_in_progress: { status: 409, title: '同じ要求を処理しています' },
  if_match_missing: { status: 428, title: 'If-Match が必要です' },
  changed_meanwhile: { status: 412, title: '読み込んだ後に変更されています' },
  external_reference_taken: { status: 409, title: 'この管理番号は使われています' },
  cursor_unknown: { status: 409, title: 'このカーソルの場所は、もうありません。最初から読み直してください' },
  event_not_found: { status: 404, title: 'この出来事は見つかりません' },
  webhook_endpoint_not_found: { status: 404, title: 'この通知先は登録されていません' },
  webhook_url_refused: { status: 422, title: 'この宛先には送信できません' },
  too_many_webhook_endpoints: { status: 409, title: '登録できる通知先の数を超えています' },
  works_frozen: {
    status: 409,
    title: 'この工事には送信済みの申込か引受承認された保証があるため、工事の内容は変えられません',
  },
  works_being_changed: {
    status: 409,
    title: '同じ工事の契約の変更が、反映を待っています。反映された後に承認してください',
  },
  contract_differs: { status: 409, title: '請負金額または工期が申込と違います。保証内容の変更が必要です' },
  contract_already_concluded: { status: 409, title: '契約はすでに登録されています' },
  submission_refused: { status: 422, title: 'このままでは申し込めません' },
  approval_refused: { status: 422, title: 'このままでは承認できません' },
  review_incomplete: { status: 422, title: '審査結果がそろっていません' },
  fee_short: { status: 409, title: '入金額が保証料に足りません' },
  change_request_not_found: { status: 404, title: '変更の申込が見つかりません' },
  change_request_open: {
    status: 409,
    title: '手続中の変更があります。完了するか取り下げるまで、次の変更は申し込めません',
  },
  change_refused: { status: 422, title: 'このままでは変更できません' },
  lump_sum_not_agreed: { status: 409, title: '一括納付の協定がありません' },
  second_person_needed: { status: 409, title: 'もう一人の審査担当者の承認が必要です' },
  too_much_to_seal_anew: {
    status: 409,
    title: '変更の回数が多く、認証キーを再発行できません',
    detail: () => '今の認証キーはそのままです。支店にお問い合わせください。',
  },
  key_being_replaced: { status: 409, title: '認証キーを再発行しています' },
  refund_statement_not_found: { status: 404, title: 'その版に保証料の返還はありません' },
  refundable_not_found: { status: 404, title: '返還するものが見つかりません。すでに返還を記録した可能性があります' },
  fee_not_due: { status: 409, title: '保証料のお支払いをお待ちしている保証ではありません' },
  fee_statement_not_found: { status: 404, title: 'その版の保証料計算書はありません' },
  not_submitted_yet: { status: 409, title: 'まだ送信されていない申込です' },
  billing_party_exists: { status: 409, title: 'この請求先は登録されています' },
  tariff_not_found: { status: 404, title: '保証料率表が見つかりません' },
  tariff_begun: { status: 409, title: '適用が始まった保証料率表は変えられません' },
  tariff_day_taken: { status: 409, title: 'その日から適用する保証料率表が、ほかにあります' },
  sign_in_failed: { status: 401, title: 'ログインIDまたはパスワードが違います' },
  too_many_attempts: { status: 429, title: '続けて失敗したため、少しお待ちください' },
  user_not_found: { status: 404, title: '利用者が見つかりません' },
  login_id_taken: { status: 409, title: 'このログインIDは使われています' },
  cannot_stop_oneself: { status: 409, title: '自分自身の利用は停止できません' },
  last_company_admin: { status: 409, title: '会社の管理者がいなくなるため、できません' },
  password_token_invalid: { status: 410, title: 'このリンクは使用済みか、期限が切れています' },
  contractor_not_found: { status: 404, title: '会社が見つかりません' },
  branch_not_found: { status: 404, title: '支店が見つかりません' },
  attachment_not_found: { status: 404, title: '添付書類が見つかりません' },
  attachment_refused: { status: 422, title: 'この添付書類は受け付けられません' },
  too_many_attachments: { status: 409, title: '添付できる書類の数を超えています' },
  second_approval_by_same_person: { status: 409, title: '二次承認は、一次承認をした人以外が行ってください' },
  credit_limit_exceeded: { status: 409, title: '与信の限度額を超えるため、承認できません' },

  transition_not_allowed: { status: 409, title: '現在の手続状況ではできません' },
  guarantee_already_cancelled: { status: 409, title: 'すでに解約されています' },
  guarantee_already_void: { status: 409, title: 'すでに無効(発行取消)です' },
  revision_changes_nothing: { status: 422, title: '変わる項目がありません' },
  fiscal_year_outside_works: { status: 422, title: '今年度対象額の年度が工期の外です' },
  tariff_missing: { status: 503, title: 'その日の保証料率が登録されていません' },
  certificate_malformed: { status: 500, title: '電子証書の形式に誤りがあります' },
  certificate_inconsistent: { status: 500, title: '電子証書の内容に矛盾があります' },
};

const table = problemTable(kinds);
export const problemOfRefusal = table.fromRefusal;

/** `throw refuse('fee_short', { detail })`: says why, in words for people; the table says what that is over HTTP. */
export const refuse = (code: IssuerRefusalCode | RefusalCode, occasion?: ProblemOccasion): Problem =>
  table.problem(code, occasion);
