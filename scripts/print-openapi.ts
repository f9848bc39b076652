import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { clientTypesFile, clientTypesFrom, contractFile, contractOf, services } from './openapi/contracts.js';

/** Prints both contracts from the routes into `openapi/`, and the types of D-Sure's client from its contract. */
for (const service of services) write(contractFile(service), contractOf(service));
write(clientTypesFile, await clientTypesFrom(contractOf('dsure')));

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  process.stdout.write(`${path}\n`);
}
