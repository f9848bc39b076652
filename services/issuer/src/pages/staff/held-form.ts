import { type FormError, type Html, html, radioField, textField } from '@e-surety/service-kit/pages';
import { instantText } from '../parts/words.js';
import type { FormField } from '../site/field-errors.js';
import { type TypedForm, typedIn } from '../site/typed.js';
import type { Held } from './schemas.js';

const decisions = { resume: '再開する', void: '取り消す' } as const;

/** 発行保留: why, what the first of two people proposes, and the form by which another confirms it. */
export function heldSection(options: {
  action: string;
  id: string;
  /** What it is that is not issued. */
  what: 'この保証' | 'この変更';
  held: Held;
  hidden: Html;
  errors: readonly FormError[];
  typed: TypedForm;
}): Html {
  const { action, id, what, held, hidden, errors, typed } = options;
  const { proposal } = held;
  return html`<form class="act act-stop" method="post" action="${action}" novalidate>${hidden}
<h3>発行保留の扱いを決める</h3>
<p><strong>保留の理由</strong> ${held.reason ?? '(記録なし)'}</p>
${
  proposal
    ? html`<p>${proposal.by}が「${decisions[proposal.decision]}」と判断しました(${instantText(proposal.at)})。理由: ${proposal.reason}</p>
<p>${proposal.mine ? 'もう一人が同じ判断をすると実行されます。' : '同じ判断をすると実行されます。違う判断をすると、それが一人目の判断になります。'}</p>`
    : html`<p>二人の審査担当者が同じ判断をすると実行されます。</p>`
}
${radioField({
  id: `${id}-held`,
  name: `${id}-held`,
  label: '判断',
  errors,
  value: typedIn(typed, `${id}-held`),
  choices: [
    {
      value: 'resume',
      label: decisions.resume,
      hint: '保留の原因を解消してから選びます。止まったところから、もう一度発行します。',
    },
    { value: 'void', label: decisions.void, hint: `${what}は発行されません。元に戻すことはできません。` },
  ],
})}
${textField({ id: `${id}-held-reason`, name: `${id}-held-reason`, label: '理由', value: typedIn(typed, `${id}-held-reason`), kind: 'long', errors })}
<div class="actions"><button class="button button-main" type="submit">判断を記録する</button></div></form>`;
}

export const heldDecisionIn = (form: TypedForm, id: string) => ({
  decision: typedIn(form, `${id}-held`) as keyof typeof decisions,
  reason: typedIn(form, `${id}-held-reason`),
});

export const heldFields = (id: string): FormField[] => [
  { id: `${id}-held`, pointer: '/decision', label: '判断' },
  { id: `${id}-held-reason`, pointer: '/reason', label: '理由' },
];
