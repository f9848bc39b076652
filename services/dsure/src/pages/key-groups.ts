import { ungrouped, upperCase } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';

/** The key as it was read, group by group, with the one that is probably wrong. Shown only to whoever typed it. */
export function keyGroups(typed: string, suspectGroup: number | null): Html | null {
  const read = upperCase(ungrouped(typed));
  if (read.length < 20 || read.length > 40) return null;
  const groups = read.match(/.{1,4}/gu) ?? [];
  return html`<p class="visually-hidden" id="groups-read">読み取った認証キー</p>
<ol class="key-groups" aria-labelledby="groups-read">${groups.map((group, i) => {
    const suspect = i + 1 === suspectGroup;
    return html`<li${suspect && html` class="suspect"`}><small>${i + 1}組目${suspect && html`<span class="visually-hidden"> おそらく誤り</span>`}</small>${group}</li>`;
  })}</ol>`;
}
