import { createRequire } from 'node:module';
import { Typeface } from './typeface.js';

const files = {
  regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
};
export type Weight = keyof typeof files;

const { resolve } = createRequire(import.meta.url);
const parsed = new Map<Weight, Typeface>();

/** Noto Sans JP (SIL Open Font License), parsed at first use and then shared by every document of this thread. */
export function face(weight: Weight): Typeface {
  const known = parsed.get(weight);
  if (known) return known;
  const typeface = new Typeface(resolve(files[weight]));
  parsed.set(weight, typeface);
  return typeface;
}
