import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import * as dsure from '@e-surety/client/dsure';
import * as issuer from '@e-surety/client/issuer';
import { root } from '../root.js';

/** What a page imports of ours; all else is found where whoever follows it would find it. */
const ours: Record<string, unknown> = { '@e-surety/client/dsure': dsure, '@e-surety/client/issuer': issuer };

/** Runs the `js` blocks of a page as one program: what it prints, and what its comments (`// → …`) promise. */
export async function runPage(page: string, files: Record<string, string>) {
  const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(
    ([, code]) => code!,
  );
  const promised = [...blocks.join('').matchAll(/^.*console\.log\(.*\/\/ → (.*)$/gm)].map(([, text]) => text!);
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(format(...values)) };
  let program = blocks.join('').replace(/^import (\{.*\}) from '(.*)';$/gm, "const $1 = await load('$2');");
  for (const [name, path] of Object.entries(files)) program = program.replace(`'${name}'`, JSON.stringify(path));
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (load: (name: string) => Promise<unknown>, log: typeof console) => Promise<void>;
  await new AsyncFunction('load', 'console', program)(async (name) => ours[name] ?? import(name), console);
  return { printed, promised };
}
