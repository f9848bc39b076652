import { createRequire } from 'node:module';
import { Typeface } from './typeface.js';

const files = {
  regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
  /** For numbers and keys that people type: its 0, 1, 8 and B cannot be taken for one another. */
  mono: '@expo-google-fonts/ibm-plex-mono/600SemiBold/IBMPlexMono_600SemiBold.ttf',
};
export type Face = keyof typeof files;
export const faces = Object.keys(files) as Face[];

const { resolve } = createRequire(import.meta.url);
const parsed = new Map<Face, Typeface>();

/** Noto Sans JP and IBM Plex Mono (both SIL Open Font License), each parsed at first use and then shared by every document of this thread. */
export function face(name: Face): Typeface {
  const known = parsed.get(name);
  if (known) return known;
  const typeface = new Typeface(resolve(files[name]));
  parsed.set(name, typeface);
  return typeface;
}
