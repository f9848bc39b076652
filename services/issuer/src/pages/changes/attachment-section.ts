import { attachmentTypeNames, type GuaranteeRequestState, guaranteeRequestEndStates } from '@e-surety/domain';
import { type FormError, fileField, type Html, html, selectField } from '@e-surety/service-kit/pages';
import { sizeText, viewLink } from '../attachments/viewer-page.js';
import { pathOf } from '../guarantees/read.js';
import type { Schemas } from '../guarantees/schemas.js';

type Change = Pick<Schemas['ChangeRequest'], 'guaranteeNumber' | 'id' | 'status'>;

const types = (['amended_contract', 'other'] as const).map((value) => ({ value, label: attachmentTypeNames[value] }));

/** Papers are added and removed until a change is over. */
const isOver = (status: GuaranteeRequestState): boolean => guaranteeRequestEndStates.some((state) => state === status);

export function attachmentSection(
  change: Change,
  {
    attachments,
    hidden,
    errors,
    byContractor,
  }: {
    attachments: readonly Schemas['Attachment'][];
    hidden: Html;
    errors: readonly FormError[];
    byContractor: boolean;
  },
): Html | null {
  const own = pathOf(change, `/changes/${change.id}/attachments`);
  const open = byContractor && !isOver(change.status);
  if (!open && attachments.length === 0) return null;
  return html`<section class="section" aria-labelledby="attachments"><h2 id="attachments">添付書類</h2>
${attachments.length === 0 && html`<p>まだ添付されていません。請負契約を変更したときは、変更契約書を添付してください。</p>`}
${
  attachments.length > 0 &&
  html`<ul class="attachments">${attachments.map(
    ({ id, type, name, size }) =>
      html`<li><span class="attachment-type">${attachmentTypeNames[type]}</span> ${viewLink(`${own}/${id}`, name)} <span class="quiet">${sizeText(size)}</span> <a class="no-print" href="${own}/${id}" download aria-label="${name} をダウンロード">ダウンロード</a>${open && removal(`${own}/${id}`, name, hidden)}</li>\n`,
  )}</ul>`
}
${open && uploadForm(own, hidden, errors)}</section>`;
}

function removal(path: string, name: string, hidden: Html): Html {
  return html` <form class="inline no-print" method="post" action="${path}/removal">${hidden}<button class="button button-small" type="submit" aria-label="${name} を削除">削除</button></form>`;
}

function uploadForm(path: string, hidden: Html, errors: readonly FormError[]): Html {
  return html`<form class="form no-print" method="post" action="${path}" enctype="multipart/form-data" novalidate>${hidden}
<div class="fields">${selectField({ id: 'type', label: '書類の種類', choices: types, errors })}
${fileField({ id: 'file', label: 'ファイル', hint: 'PDF・JPEG・PNG、10MBまで', accept: '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png', errors })}</div>
<div class="actions"><button class="button" type="submit">添付する</button></div></form>`;
}
