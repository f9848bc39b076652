import { breakLines } from './line-breaking.js';
import { type Style, styles, widthOf } from './style.js';

/** A line of text that is set: it is known to fit its measure. */
export interface Line {
  text: string;
  style: Style;
}

/** Breaks a text into lines of a measure. */
export function setText(text: string, style: Style, measure: number): Line[] {
  return breakLines(text, measure, (part) => widthOf(part, style)).map((line) => ({ text: line, style }));
}

/** Sets a party's name large, or, if it is a long one, in bold of the usual size. */
export function setProminent(text: string, measure: number): Line[] {
  const large = setText(text, styles.addressee, measure);
  return large.length <= 3 ? large : setText(text, styles.strong, measure);
}

export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.style.leading, 0);
}
