import { resolve } from 'node:path';
import { root } from '../root.js';
import { Trouble } from '../trouble.js';

export interface Settings {
  data: string;
  ports: { issuer: number; dsure: number };
}

/** `DATA_DIR`, `ISSUER_PORT` and `DSURE_PORT` move what `npm start` starts. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    data: resolve(root, environment.DATA_DIR || '.data'),
    ports: { issuer: readPort(environment, 'ISSUER_PORT', 4100), dsure: readPort(environment, 'DSURE_PORT', 4200) },
  };
}

function readPort(environment: NodeJS.ProcessEnv, name: string, usual: number): number {
  const text = environment[name] || String(usual);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new Trouble(`${name} must be a port, 1 to 65535: ${text}`);
  return Number(text);
}
