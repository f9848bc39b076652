import { fileURLToPath } from 'node:url';

/** The folder with the migrations, seen from src/ and from dist/ alike. */
export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
