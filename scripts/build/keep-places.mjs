import { readFileSync } from 'node:fs';
import { dirname, extname, relative } from 'node:path';

const loaders = { '.ts': 'ts', '.mts': 'ts', '.js': 'js', '.mjs': 'js', '.cjs': 'js' };
/** What runs on its own, as a thread or a process, is built as a file of its own beside whatever starts it. */
const ownPlace = /(?<beside>new URL\('\.\/[\w-]+-(?:worker|program)\.js', )?\bimport\.meta\.url\b/g;

/** Stands at the head of each file that is built: what a module asks of its own place, from where it was written. */
export const banner = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __urlOf = (place) => new URL(place, import.meta.url).href;
const __pathOf = (place) => __fileURLToPath(__urlOf(place));`;

/** Lets each module find the files beside it (migrations, styles, fonts) although it runs from `folder`. */
export function keepPlaces(folder) {
  const from = (path) => JSON.stringify(encodeURI(relative(folder, path)));
  return {
    name: 'keep-places',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]s$/, namespace: 'file' }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!/\bimport\.meta\.url\b|\b__(?:dirname|filename)\b/.test(text)) return undefined;
        const contents = text
          .replace(ownPlace, (found, beside) => (beside ? found : `__urlOf(${from(path)})`))
          .replace(/\b__filename\b/g, () => `__pathOf(${from(path)})`)
          .replace(/\b__dirname\b/g, () => `__pathOf(${from(dirname(path))})`);
        return { contents, loader: loaders[extname(path)] };
      });
    },
  };
}
