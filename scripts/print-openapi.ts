import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { clientFilesOf } from './openapi/client.js';
import { contractFile, contractOf, services } from './openapi/contracts.js';

/** Prints both contracts from the routes into `openapi/`, and from them what the client knows of them. */
for (const service of services) {
  const contract = contractOf(service);
  write(contractFile(service), contract);
  for (const [path, content] of Object.entries(await clientFilesOf(service, contract))) write(path, content);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  process.stdout.write(`${path}\n`);
}
