// `node scripts/build-tests.mjs <folder> <file>…` builds test files into `folder`, as programs are built, and prints where each then lies.
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './build/bundle.mjs';
import { workers } from './build/rooms.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder, ...files] = process.argv.slice(2).map((path) => resolve(path));
const beside = { ...workers.papers, ...workers.receipts, 'stand-in-program': 'scripts/test/stand-in-program.ts' };
const names = files.map((file) => relative(root, file).replace(/\.ts$/, '').replaceAll('/', '~'));

try {
  await bundle({
    folder,
    programs: {
      ...Object.fromEntries(Object.entries(beside).map(([name, file]) => [name, join(root, file)])),
      ...Object.fromEntries(names.map((name, i) => [name, files[i]])),
    },
  });
  for (const name of names) console.log(join(folder, `${name}.js`));
} catch {
  process.exitCode = 1; // what is wrong was told already
}
