import { fileURLToPath } from 'node:url';

/** The SQL files, beside `src` and `dist`. */
export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
