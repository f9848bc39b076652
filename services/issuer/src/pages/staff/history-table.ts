import { type Html, html } from '@e-surety/service-kit/pages';
import { table } from '../parts/table.js';
import { instantText } from '../parts/words.js';
import { kindName } from './checks.js';
import type { Application, HistoryEntry } from './schemas.js';

const acts: Record<string, string> = {
  create_application: '申込を作成',
  change_application: '申込を変更',
  submit_application: '申込を送信',
  withdraw_application: '申込を取下げ',
  add_attachment: '書類を添付',
  remove_attachment: '添付書類を削除',
  post_message: '連絡',
  claim_application: '審査を開始',
  review_application: '審査の結果を入力',
  demand_fee: '保証料をご案内',
  lapse_fee: '支払期限を経過',
  record_fee_receipt: '入金を記録',
  number_guarantee: '保証契約番号を採番',
  issue_certificate: '電子証書の発行を完了',
  hold_issue: '発行を保留',
  hold_change: '変更の発行を保留',
  propose_held: '発行保留の扱いを判断(一人目)',
  confirm_held: '発行保留の扱いを判断(二人目)',
  take_back_revision: '保留した版を取消',
  record_dispatch: '証書の発送を記録',
  request_change: '変更を申込',
  resubmit_change: '変更の申込を再送',
  withdraw_change: '変更の申込を取下げ',
  review_change: '変更の審査の結果を入力',
  record_change_fee_receipt: '追加保証料の入金を記録',
  number_revision: '変更の版を作成',
  issue_change: '変更の発行を完了',
  request_key_replacement: '認証キーの再発行を申込',
  replace_key: '認証キーを再発行',
  refuse_key_replacement: '認証キーの再発行が受け付けられず',
  read_authentication_key: '認証キーを閲覧',
};

/** だれが、いつ、何をしたか, from the first act on. */
export function historyTable(history: readonly HistoryEntry[]): Html {
  return table({
    caption: '経過',
    rows: history,
    columns: [
      { label: '日時', as: 'narrow', cell: ({ at }) => instantText(at) },
      { label: 'だれが', cell: ({ actorName }) => actorName },
      { label: '何を', as: 'head', cell: ({ act }) => acts[act] ?? act },
      { label: '内容', cell: (entry) => detailText(entry) },
    ],
  });
}

/** What an underwriter would ask about an act: the decision, its reason, the amount. */
function detailText({ detail, subject }: HistoryEntry): Html {
  const { decision, message, reason, name, amount, text, guarantees } = detail as Record<string, unknown>;
  const answers = Array.isArray(guarantees)
    ? guarantees.map(
        (one: { kind: Application['guarantees'][number]['kind']; decision: string; message: string | null }) =>
          [`${kindName(one.kind)}: ${decisions[one.decision] ?? one.decision}`, one.message].filter(Boolean).join(' '),
      )
    : [];
  const words = [
    /^\d{2}-\d{2}-/.test(subject) ? subject : null,
    ...answers,
    typeof decision === 'string' ? (decisions[decision] ?? decision) : null,
    ...[message, reason, name, text].filter((one) => typeof one === 'string'),
    typeof amount === 'number' ? `${amount.toLocaleString('ja-JP')}円` : null,
  ].filter((word): word is string => typeof word === 'string' && word !== '');
  return html`${words.join(' ・ ')}`;
}

const decisions: Record<string, string> = {
  approve: '承認',
  decline: 'お断り',
  return: '差戻し',
  resume: '再開',
  void: '取消',
};
