import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { root } from '../root.js';

export const services = ['issuer', 'dsure'] as const;
export type ServiceName = (typeof services)[number];

export const contractFile = (service: ServiceName) => join(root, 'openapi', `${service}.json`);

/** The contract as the routes of the built service say it. Needs no database. */
export function contractOf(service: ServiceName): string {
  const program = join(root, 'services', service, 'dist/print-contract.js');
  return execFileSync(process.execPath, [program], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

export const clientTypesFile = join(root, 'packages/dsure-client/src/schema.ts');

/** The types of the client, from D-Sure's contract. */
export async function clientTypesFrom(contract: string): Promise<string> {
  const head = '// Printed from openapi/dsure.json by `npm run openapi`. Changes go into the routes of D-Sure.\n';
  return head + astToString(await openapiTypescript(contract));
}
