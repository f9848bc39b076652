// Builds every program. Needs no types: `npm run types` looks at those.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './build/bundle.mjs';
import { roomsOf } from './build/rooms.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  await Promise.all(roomsOf(root).map(({ folder, programs }) => bundle({ folder: join(folder, 'dist'), programs })));
} catch {
  process.exit(1); // what is wrong was told already
}
