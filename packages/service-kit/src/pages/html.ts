/** A piece of HTML that was written by us, in which everything from elsewhere is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template. Nothing is printed for null, undefined and false; a list is printed piece by piece. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/** html`<p title="${title}">${text}</p>`: every value is escaped, unless it is HTML of our own. Attributes are quoted. */
export function html(pieces: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(pieces.map((piece, i) => piece + (i < values.length ? printed(values[i]) : '')).join(''));
}

function printed(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(printed).join('');
  return escapeHtml(String(value));
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => escapes[sign]!);
}
