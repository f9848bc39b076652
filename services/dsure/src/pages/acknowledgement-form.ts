import { type FormError, type Html, html, radioField, textArea, textField } from '@e-surety/service-kit/pages';
import type { Acknowledgement } from '../acknowledgements/acknowledge-certificate.js';
import type { RecordedAcknowledgement } from '../acknowledgements/store.js';
import { isFreeText, isName, typedIn } from './typed.js';
import { instantText } from './words.js';

const results = { accepted: '受領', correction_requested: '訂正依頼' } as const;

export interface TypedAcknowledgement {
  result: string;
  reason: string;
  organisation: string;
  department: string;
  name: string;
}

export function typedAcknowledgement(body: unknown): TypedAcknowledgement {
  const typed = (name: string) => typedIn(body, name);
  return {
    ...{ result: typed('result'), reason: typed('reason') },
    ...{ organisation: typed('organisation'), department: typed('department'), name: typed('declarer') },
  };
}

/** What was typed as a declaration, or what to mend. */
export function parseAcknowledgement(
  typed: TypedAcknowledgement,
): { ok: true; acknowledgement: Acknowledgement } | { ok: false; errors: FormError[] } {
  const { result, reason, organisation, department, name } = typed;
  const known = result === 'accepted' || result === 'correction_requested';
  const missing = result === 'correction_requested' && reason.trim() === '';
  const errors: FormError[] = [
    ...(known ? [] : [{ field: 'result', message: '「受領」か「訂正依頼」を選んでください' }]),
    ...(missing ? [{ field: 'reason', message: '訂正してほしい内容を入力してください' }] : []),
    ...(isFreeText(reason) ? [] : [{ field: 'reason', message: '内容は2000文字までで入力してください' }]),
    ...(isName(organisation) ? [] : [{ field: 'organisation', message: '団体名を入力してください(120文字まで)' }]),
    ...(isName(department) ? [] : [{ field: 'department', message: '部署名を入力してください(120文字まで)' }]),
    ...(isName(name) ? [] : [{ field: 'declarer', message: '氏名を入力してください(120文字まで)' }]),
  ];
  if (errors.length > 0 || !known) return { ok: false, errors };
  return { ok: true, acknowledgement: { result, reason, declaredBy: { organisation, department, name } } };
}

export function acknowledgementForm(options: {
  action: string;
  formToken: string;
  typed: TypedAcknowledgement | null;
  errors: readonly FormError[];
  /** The orderer of the certificate, who usually is the one that answers. */
  ordererName: string;
}): Html {
  const { action, formToken, typed, errors, ordererName } = options;
  return html`<form class="form" method="post" action="${action}" novalidate>
<input type="hidden" name="formToken" value="${formToken}">
${radioField({
  id: 'result',
  label: '回答',
  required: true,
  errors,
  ...(typed && { value: typed.result }),
  choices: [
    { value: 'accepted', label: '受領', hint: '内容を確認し、受け取りました。' },
    { value: 'correction_requested', label: '訂正依頼', hint: '契約の内容と違うところがあります。' },
  ],
})}
${textArea({
  id: 'reason',
  label: '訂正してほしい内容・連絡事項',
  hint: '訂正依頼のときは必ず入力してください。',
  value: typed?.reason ?? '',
  errors,
})}
<div class="fields">
${textField({ id: 'organisation', label: '団体名', required: true, value: typed?.organisation ?? ordererName, autocomplete: 'organization', errors })}
${textField({ id: 'department', label: '部署名', required: true, value: typed?.department ?? '', errors })}
${textField({ id: 'declarer', label: '氏名', required: true, value: typed?.name ?? '', autocomplete: 'name', errors })}
</div>
<div class="actions"><button class="button button-main" type="submit">申告する</button></div>
</form>`;
}

/** Without people's names: whoever holds the key reads this. */
export function declaredSoFar(declared: readonly RecordedAcknowledgement[]): Html | null {
  if (declared.length === 0) return null;
  return html`<h3>これまでの申告</h3><ul>${declared.map(
    ({ result, revision, organisation, department, declaredAt }) =>
      html`<li>${instantText(declaredAt)} <strong>${results[result]}</strong>(${revision === 0 ? '当初' : `第${revision}版`}) ${organisation} ${department}</li>\n`,
  )}</ul>`;
}
