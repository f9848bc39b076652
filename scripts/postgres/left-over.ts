import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, end } from '../processes.js';

/**
 * Whoever started the server of this folder may have been killed while the server lives on: it is stopped properly,
 * as one that is not our child cannot be watched.
 */
export async function stopLeftOver(cluster: string): Promise<void> {
  const pid = postmasterPid(cluster);
  if (pid !== undefined && commandLine(pid).includes(cluster)) await end(pid, 'SIGINT');
}

function postmasterPid(cluster: string): number | undefined {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}
