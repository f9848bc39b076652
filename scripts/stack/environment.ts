import { demoIssuer } from './demo-issuer.js';
import type { Folders } from './folders.js';

export interface Place {
  port: number;
  url: string;
  databaseUrl: string;
}

/** What D-Sure reads from its environment. */
export function dsureEnvironment(place: Place, viewTokenKeyFile: string): Record<string, string> {
  return { ...common(place), VIEW_TOKEN_KEY_FILE: viewTokenKeyFile };
}

/** What the issuer reads from its environment. */
export function issuerEnvironment(place: Place, dsureUrl: string, folders: Folders): Record<string, string> {
  return {
    ...common(place),
    DSURE_URL: dsureUrl,
    KEYS_DIR: folders.issuerKeys,
    MAIL_DIR: folders.mail,
    MAIL_FROM: demoIssuer.mailFrom,
    // Who tries it out has a receiver on the same machine.
    WEBHOOK_TARGETS: 'any',
  };
}

function common({ port, url, databaseUrl }: Place): Record<string, string> {
  return { DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, LOG_LEVEL: 'info' };
}
