import { readFileSync } from 'node:fs';

const msPerTick = 10;

/** CPU time in ms that a process has used so far. As Linux counts it: in steps of 10 ms. */
export function cpuOf(pid: number): number {
  const [user, system] = statOf(pid).slice(11, 13).map(Number) as [number, number];
  return (user + system) * msPerTick;
}

/** The same of a process with all that it ever started: PostgreSQL has a process for each connection. */
export function cpuOfFamily(pid: number): number {
  const [userOfEnded, systemOfEnded] = statOf(pid).slice(13, 15).map(Number) as [number, number];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children.reduce(
    (sum, child) => sum + cpuOf(Number(child)),
    cpuOf(pid) + (userOfEnded + systemOfEnded) * msPerTick,
  );
}

/** What stands behind the name, which may hold spaces. */
function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
}
