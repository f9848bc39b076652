import { join } from 'node:path';

/** What is run by name: for each room, the file where a program begins, under the name that it has in the room's `dist/`. */
export function roomsOf(root) {
  const room = (folder, programs) => ({
    folder: join(root, folder),
    programs: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, join(root, file)])),
  });
  const named = (folder, ...names) => Object.fromEntries(names.map((name) => [name, join(folder, `${name}.ts`)]));
  return [
    room('services/issuer', { ...named('services/issuer/src', 'main', 'admin', 'print-contract'), ...workers.papers }),
    room('services/dsure', { ...named('services/dsure/src', 'main', 'admin', 'print-contract'), ...workers.receipts }),
    room('packages/verify', named('packages/verify/src', 'main')),
    room('scripts', {
      ...named('scripts', 'admin', 'compose-setup', 'crash', 'demo', 'fuzz', 'print-openapi', 'released-contracts'),
      ...named('scripts', 'run-tests', 'start', 'try-compose'),
      ...named('scripts/bench', 'issuer-lists', 'look-up', 'papers'),
      ...named('scripts/bench/look-up', 'bare-server'),
    }),
  ];
}

/** Threads that a program starts: a file of their own, beside it. */
export const workers = {
  papers: { 'papers-worker': 'packages/papers/src/papers-worker.ts' },
  receipts: { 'receipts-worker': 'packages/papers/src/receipt/receipts-worker.ts' },
};
