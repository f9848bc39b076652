import {
  absoluteUrl,
  databaseSettings,
  fileOf,
  logLevel,
  portNumber,
  readConfig,
  setting,
  text,
  trustedProxies,
  withDatabaseUrl,
} from '@e-surety/service-kit/config';

/** What D-Sure takes from its environment; the help lines are what it says when one is missing. */
export function readDsureConfig(environment: Record<string, string | undefined>) {
  return withDatabaseUrl(readConfig(environment, dsureSettings()));
}
export type DsureConfig = ReturnType<typeof readDsureConfig>;

export function dsureSettings() {
  return {
    ...databaseSettings('D-Sure'),
    viewTokenKey: setting('VIEW_TOKEN_KEY_FILE', fileOf(key32), 'a file with 32 random bytes in base64url'),
    host: setting('HOST', text, 'the address to listen at', '127.0.0.1'),
    port: setting('PORT', portNumber, 'the port to listen at', '4200'),
    publicUrl: setting('PUBLIC_URL', absoluteUrl, "D-Sure's own address, as issuers name it", 'http://127.0.0.1:4200'),
    logLevel: setting('LOG_LEVEL', logLevel, 'how much to log', 'info'),
    trustedProxies: setting('TRUSTED_PROXIES', trustedProxies, 'proxies whose X-Forwarded-For is believed', ''),
  };
}

function key32(content: string): Uint8Array {
  const key = Buffer.from(content, 'base64url');
  if (key.length !== 32 || key.toString('base64url') !== content) {
    throw new Error('expected the file to hold 32 bytes in base64url, 43 characters');
  }
  return key;
}
