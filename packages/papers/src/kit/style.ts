import { type Face, face } from './faces.js';

/** How a text looks. Sizes in points; `leading` is the height of its line. */
export interface Style {
  face: Face;
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
  title: { face: 'bold', size: 27, leading: 38, colour: colours.accent },
  figure: { face: 'bold', size: 29, leading: 36, colour: ink },
  digest: { face: 'mono', size: 9, leading: 15.5, colour: ink },
  code: { face: 'mono', size: 12.5, leading: 16, colour: ink },
  period: { face: 'bold', size: 13, leading: 19, colour: ink },
  alarm: { face: 'bold', size: 14, leading: 20, colour: colours.warning },
  addressee: { face: 'bold', size: 13, leading: 20, colour: ink },
  heading: { face: 'bold', size: 11, leading: 17, colour: colours.accent },
  strong: { face: 'bold', size: 10.5, leading: 16, colour: ink },
  body: { face: 'regular', size: 10, leading: 15.5, colour: ink },
  label: { face: 'regular', size: 9, leading: 15.5, colour: colours.quiet },
  small: { face: 'regular', size: 8, leading: 12.5, colour: colours.quiet },
} as const satisfies Record<string, Style>;

export function widthOf(text: string, style: Style): number {
  return face(style.face).widthOf(text, style.size);
}
