import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { breakingChanges } from './openapi/breaking.js';
import { type Contract, contractFile, services } from './openapi/contracts.js';
import { root } from './root.js';

/**
 * Holds both contracts against those last released (`openapi/released/`). With `--take` they become the released ones. What
 * breaks a client needs a new major version; while that is 0, a new minor one.
 */
let broken = false;
for (const service of services) {
  const released = join(root, 'openapi/released', `${service}.json`);
  const text = readFileSync(contractFile(service), 'utf8');
  const after = JSON.parse(text) as Contract;
  const before = existsSync(released) ? (JSON.parse(readFileSync(released, 'utf8')) as Contract) : after;
  const changes = mayBreak(before.info.version, after.info.version) ? [] : breakingChanges(before, after);
  broken ||= changes.length > 0;
  for (const change of changes) process.stderr.write(`${service}: ${change}\n`);
  if (changes.length === 0 && process.argv.includes('--take')) {
    mkdirSync(dirname(released), { recursive: true });
    writeFileSync(released, text);
  }
}
if (broken) {
  process.stderr.write(
    'This breaks clients of the released contract. Keep what was promised, or raise the version of the contract ' +
      '(describe-issuer.ts; contract.ts of D-Sure), print it, and take it as released: npm run openapi:release\n',
  );
  process.exitCode = 1;
}

function mayBreak(before: string, after: string): boolean {
  const [[majorWas, minorWas], [major, minor]] = [before, after].map((version) => version.split('.').map(Number)) as [
    number[],
    number[],
  ];
  return major! > majorWas! || (major === 0 && minor! > minorWas!);
}
