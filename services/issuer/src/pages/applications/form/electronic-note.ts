import type { GuaranteeKind } from '@e-surety/domain';
import { type Html, html, icon } from '@e-surety/service-kit/pages';
import { type ElectronicAnswer, type ElectronicAnswers, paperInstead } from './electronic.js';

/** Beside 保証証書の形式: whether 電子保証 is possible, why not, and what else there is. Told anew where a script runs. */
export const electronicNote = (kind: GuaranteeKind, answers: ElectronicAnswers): Html =>
  html`<span class="electronic-note" id="electronic-${kind}" aria-live="polite">${electronicNoteOf(answers[kind])}</span>`;

/** Within a hint, where there is room for words and links alone. */
export function electronicNoteOf(answer: ElectronicAnswer | undefined): Html {
  if (!answer) return html`発注者を選ぶと、電子保証にできるかどうかをここに表示します。`;
  if (answer.accepted) {
    return html`<span class="electronic-yes">${icon('check')}<span>${answer.orderer}は、この保証を電子保証で受け付けています。</span></span>`;
  }
  const { why, needs } = answer;
  return needs
    ? html`<span class="electronic-open"><span>${why}<a href="#${needs.field}">${needs.label}の欄へ</a></span></span>`
    : html`<span class="electronic-no">${icon('ended')}<span><strong>電子保証は選べません。</strong>${why}${paperInstead}<a href="/orderers" target="_blank">電子保証対応の発注者(新しいタブ)</a></span></span>`;
}
