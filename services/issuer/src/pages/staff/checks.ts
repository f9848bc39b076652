import { attachmentTypeNames, guaranteeKindNames } from '@e-surety/domain';
import { type Html, html, verdict } from '@e-surety/service-kit/pages';
import { money, percentOfPpm } from '../parts/words.js';
import type { Finding, ReviewSheet, SheetGuarantee } from './schemas.js';

const severities: Record<Finding['severity'], string> = {
  refusal: '承認できません',
  holds_approval: '承認までに必要',
  warning: '注意',
};

/** What the rules say against an approval, what stops it first; to who is to decide, also that they say nothing. */
export function findingsList(findings: readonly Finding[], { commands }: { commands: readonly string[] }): Html | null {
  if (findings.length === 0) {
    return commands.includes('approve')
      ? html`<p class="findings-none">${verdict('right', '指摘なし')} 発注者の規則と添付書類について、確認が必要な点はありません。</p>`
      : null;
  }
  const order = Object.keys(severities);
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return html`<section class="findings${findings.some(({ severity }) => severity !== 'warning') && ' findings-stop'}" aria-labelledby="findings">
<h2 id="findings">確認が必要な点</h2>
<ul>${sorted.map(
    ({ severity, detail }) =>
      html`<li><strong class="finding-${severity}">${severities[severity]}</strong> ${detail}</li>\n`,
  )}</ul></section>`;
}

/** Each limit that applies, with both numbers, whether it is kept or not. */
export const limitList = (limits: SheetGuarantee['limits']): Html =>
  html`<ul class="checks">${limits.map(({ kept, of, base, judged, percent, bound, ppm, limit }) => {
    const side = bound === 'at_most' ? '以下' : '以上';
    const label = of === 'contractPrice' ? '請負金額' : '今年度対象額';
    return html`<li>${verdict(kept ? 'right' : 'wrong', kept ? '限度内' : '限度外')} ${label}${money(base)}の<strong>${percent}%</strong>(${money(judged)})。限度は${percentOfPpm(ppm)}${side}(${money(limit)}${side})</li>\n`;
  })}</ul>`;

export const paperList = (papers: SheetGuarantee['papers']): Html =>
  html`<ul class="checks">${papers.map(({ anyOf, present }) => {
    const names = anyOf.map((type) => attachmentTypeNames[type]).join('または');
    return html`<li>${verdict(present ? 'right' : 'wrong', present ? '添付あり' : '添付なし')} ${names}</li>\n`;
  })}</ul>`;

export function creditLine({ limit, inUse, asked, within }: ReviewSheet['credit']): Html {
  return html`${verdict(within ? 'right' : 'wrong', within ? '限度額内' : '限度額を超えます')}
<p>使用額 ${money(inUse)}${asked > 0 && html` + 今回 ${money(asked)} = ${money(inUse + asked)}`}</p><p>限度額 ${money(limit)}</p>`;
}

export const kindName = (kind: keyof typeof guaranteeKindNames): string => guaranteeKindNames[kind];
