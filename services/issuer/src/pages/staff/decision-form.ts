import { type FormError, type Html, html, radioField, textArea } from '@e-surety/service-kit/pages';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import { kindName } from './checks.js';
import type { ReviewSheet } from './schemas.js';

interface DecisionForm {
  sheet: ReviewSheet;
  /** By which version of the application is decided. */
  etag: string;
  hidden: Html;
  errors: readonly FormError[];
  typed: TypedForm;
}

/** Those that can be answered now; who approved first answers nothing as the second. */
const answerable = ({ guarantees }: Pick<ReviewSheet, 'guarantees'>) =>
  guarantees.filter(({ commands }) => commands.includes('decline'));

/** 承認・お断り: each guarantee has its answer, all at once. */
export function decisionForm({ sheet, etag, hidden, errors, typed }: DecisionForm): Html | null {
  const open = answerable(sheet);
  if (open.length === 0) return null;
  const barred = open.filter(({ commands }) => !commands.includes('approve'));
  return html`<section class="act" aria-labelledby="decide"><h2 id="decide">審査の結果</h2>
<form method="post" action="/staff/applications/${sheet.applicationId}/decision" novalidate>${hidden}<input type="hidden" name="version" value="${etag}">
${barred.length > 0 && html`<p class="notice notice-warn"><strong>${barred.map(({ kind }) => kindName(kind)).join('・')}は、一次承認をした方とは別の方の承認が必要です。</strong></p>`}
<div class="decisions">${open.map(
    ({ kind, commands, needsSecondApproval, firstApproval }) => html`<div>${radioField({
      ...{ id: `decision-${kind}`, name: `decision-${kind}`, label: kindName(kind), errors },
      value: typedIn(typed, `decision-${kind}`),
      choices: [
        ...(commands.includes('approve')
          ? [
              {
                ...{ value: 'approve', label: firstApproval ? '承認(二次承認)' : '承認' },
                ...(needsSecondApproval &&
                  !firstApproval && { hint: '一次承認になります。別の方の二次承認が必要です。' }),
              },
            ]
          : []),
        { value: 'decline', label: 'お断り' },
      ],
    })}
${textArea({ id: `message-${kind}`, name: `message-${kind}`, label: 'お断りの理由', hint: 'お断りのとき、受注者にメールで届きます。', value: typedIn(typed, `message-${kind}`), rows: 2, errors })}</div>\n`,
  )}</div>
<div class="actions"><button class="button button-main" type="submit">この結果で確定する</button></div></form></section>`;
}

export const decisionsIn = (form: TypedForm) =>
  Object.keys(form)
    .filter((name) => name.startsWith('message-'))
    .map((name) => name.slice('message-'.length) as ReviewSheet['guarantees'][number]['kind'])
    .map((kind) => ({
      kind,
      decision: typedIn(form, `decision-${kind}`) as 'approve' | 'decline',
      message: typedIn(form, `message-${kind}`).trim() || null,
    }));

export const decisionFields = (form: TypedForm): FormField[] =>
  decisionsIn(form).flatMap(({ kind }, i) => [
    { id: `decision-${kind}`, pointer: `/guarantees/${i}/decision`, label: `${kindName(kind)}の結果` },
    { id: `message-${kind}`, pointer: `/guarantees/${i}/message`, label: `${kindName(kind)}のお断りの理由` },
  ]);

/** 差戻し: of the whole. */
export function returnForm({ sheet, etag, hidden, errors, typed }: DecisionForm): Html | null {
  if (!sheet.commands.includes('return')) return null;
  const text = typedIn(typed, 'returnMessage');
  return html`<details class="act"${(text !== '' || errors.some(({ field }) => field === 'returnMessage')) && html` open`}><summary>申込の全体を差し戻す</summary>
<form method="post" action="/staff/applications/${sheet.applicationId}/return" novalidate>${hidden}<input type="hidden" name="version" value="${etag}">
${textArea({ id: 'returnMessage', label: '直していただきたいこと', hint: '受注者にメールで届き、連絡にも残ります。', value: text, errors })}
<div class="actions"><button class="button" type="submit">差し戻す</button></div></form></details>`;
}
