import { face, type Weight } from './faces.js';

/** How a text looks. Sizes in points; `leading` is the height of its line. */
export interface Style {
  weight: Weight;
  size: number;
  leading: number;
  colour: string;
}

export const colours = {
  ink: '#16191d',
  quiet: '#4c5560',
  accent: '#163a5f',
  warning: '#9b1c1c',
  rule: '#8b96a3',
  hairline: '#c4ccd5',
  tint: '#eef2f6',
  warningTint: '#fbf0f0',
  paper: '#ffffff',
} as const;

const ink = colours.ink;

/** One scale of sizes for all papers. */
export const styles = {
  title: { weight: 'bold', size: 23, leading: 32, colour: colours.accent },
  figure: { weight: 'bold', size: 27, leading: 34, colour: ink },
  addressee: { weight: 'bold', size: 13, leading: 20, colour: ink },
  heading: { weight: 'bold', size: 11, leading: 17, colour: colours.accent },
  strong: { weight: 'bold', size: 10.5, leading: 16, colour: ink },
  body: { weight: 'regular', size: 10, leading: 15.5, colour: ink },
  label: { weight: 'regular', size: 9, leading: 15.5, colour: colours.quiet },
  small: { weight: 'regular', size: 8, leading: 12.5, colour: colours.quiet },
} as const satisfies Record<string, Style>;

export function widthOf(text: string, style: Style): number {
  return face(style.weight).widthOf(text, style.size);
}
