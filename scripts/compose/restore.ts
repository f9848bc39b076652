import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.js';
import { Trouble } from '../trouble.js';
import type { Composition } from './composition.js';

/** Dumps, loses the database, restores and looks at everything again, by the very commands that docs/operate.md has. */
export async function restoreAsWritten(trial: Composition): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'e-surety-dumps-'));
  // A command in a container is nobody special: it reads what everybody may.
  chmodSync(folder, 0o755);
  const { dump, restore, recheck } = commandsOfThePage();
  try {
    await trial.shell(folder, dump);
    await trial.compose('rm', '--stop', '--force', 'postgres');
    await trial.docker('docker', ['volume', 'rm', 'e-surety-trial_postgres-data']);
    await trial.shell(folder, restore);
    await trial.healthy('dsure', 'issuer', 'balancer');
    const told = await trial.shell(folder, recheck.replace('http://127.0.0.1:4200', trial.urls.dsure));
    if (!/点検 [1-9]\d*件 .*異常 0/.test(told)) throw new Trouble('What was restored is not what was issued.', told);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandsOfThePage() {
  const page = readFileSync(join(root, 'docs', 'operate.md'), 'utf8');
  const section = page.split('## Backup and restore\n')[1]!.split('\n## ')[0]!;
  const blocks = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block!);
  const inContainers = (block: string) => block.split('# in containers\n').at(-1)!;
  const [dump = '', restore = '', recheck = ''] = blocks.map(inContainers);
  return { dump, restore, recheck };
}
