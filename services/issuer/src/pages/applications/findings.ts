import type { components } from '@e-surety/client/issuer';
import { type Html, html } from '@e-surety/service-kit/pages';
import { dayText } from './works-facts.js';

type Application = components['schemas']['Application'];
type Finding = Application['warnings'][number];

const groups: readonly [Finding['severity'], string, string][] = [
  ['refusal', 'このままでは送信できません', 'notice-wrong'],
  ['holds_approval', '承認までに必要なもの', 'notice-warn'],
  ['warning', 'ご確認ください', 'notice-warn'],
];

/** What the orderer's rules and ours say about an application, the gravest first. */
export function findingsBlock({ id, warnings, status }: Application): Html {
  const open = status === 'draft' || status === 'returned';
  return html`${groups.map(([severity, title, kind]) => {
    const found = warnings.filter((one) => one.severity === severity).filter(saidFirst);
    if (found.length === 0) return null;
    return html`<div class="notice ${kind}"><h2>${title}</h2><ul>${found.map(
      ({ detail, rule }) =>
        html`<li>${detail}${rule && html` <span class="quiet">(発注者の規則 ${dayText(rule.validFrom)}版)</span>`}</li>`,
    )}</ul>${severity === 'refusal' && open && html`<p><a href="/applications/${id}/edit">申込を修正する</a></p>`}</div>`;
  })}`;
}

/** What holds for several guarantees alike is said once. */
const saidFirst = ({ detail }: Finding, i: number, all: readonly Finding[]) =>
  all.findIndex((one) => one.detail === detail) === i;
