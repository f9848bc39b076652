import { fileOf, postgresUrl, text } from './parsers.js';
import { type Setting, setting } from './read-config.js';

/** The two settings by which a service finds its database: the password may stand in a file of its own. */
export const databaseSettings = (
  owner: string,
): { databaseUrl: Setting<string>; databasePassword: Setting<string | null> } => ({
  databaseUrl: setting('DATABASE_URL', postgresUrl, `the PostgreSQL database (15 or newer) that ${owner} owns`),
  databasePassword: setting(
    'DATABASE_PASSWORD_FILE',
    (path) => (path === '' ? null : fileOf(text)(path)),
    'a file with the password of the role in DATABASE_URL, if it does not stand there',
    '',
  ),
});

/** What was read by these settings, with the one URL that everything connects by. */
export function withDatabaseUrl<T extends { databaseUrl: string; databasePassword: string | null }>({
  databasePassword,
  ...config
}: T): Omit<T, 'databasePassword'> {
  if (databasePassword === null) return config;
  const url = new URL(config.databaseUrl);
  url.password = encodeURIComponent(databasePassword);
  return { ...config, databaseUrl: url.href };
}
