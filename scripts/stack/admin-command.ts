import { spawnSync } from 'node:child_process';
import { builtPrograms } from './programs.js';

export type AdminEnvironment = (service: 'issuer' | 'dsure') => Record<string, string | undefined>;

export const ofDsure = ['onboard-issuer', 'set-issuer-contacts', 'set-key-status', 'list-keys', 'make-view-token-key'];

/**
 * Finds whose command it is: the issuer and D-Sure are two parties, each with commands, a database and keys of its own. Returns the
 * exit code.
 */
export function runAdminCommand([name = 'help', ...rest]: string[], environmentOf: AdminEnvironment): number {
  const run = (service: 'issuer' | 'dsure', args: string[]) => {
    const options = { env: environmentOf(service), stdio: 'inherit' } as const;
    const program = ['--enable-source-maps', builtPrograms[service].admin];
    return spawnSync(process.execPath, [...program, ...args], options).status ?? 1;
  };
  if (name === 'help' || name === '--help') return run('issuer', ['help']) || run('dsure', ['help']);
  return run(ofDsure.includes(name) ? 'dsure' : 'issuer', [name, ...rest]);
}
