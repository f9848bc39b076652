import { Trouble } from '../trouble.js';
import type { Composition } from './composition.js';

interface Inspected {
  Config: { User: string };
  HostConfig: {
    ReadonlyRootfs: boolean;
    CapDrop: string[] | null;
    CapAdd: string[] | null;
    SecurityOpt: string[] | null;
  };
}

/** Every container runs as nobody special, on a file system that it cannot change, without a capability to gain any. */
export async function demandHardened({ docker, containerOf }: Composition, services: string[]): Promise<void> {
  for (const service of services) {
    const [seen] = JSON.parse(await docker('docker', ['inspect', await containerOf(service)])) as Inspected[];
    const { Config, HostConfig } = seen!;
    const kept =
      !['', 'root', '0'].includes(Config.User) &&
      HostConfig.ReadonlyRootfs &&
      HostConfig.CapDrop?.includes('ALL') &&
      !HostConfig.CapAdd?.length &&
      HostConfig.SecurityOpt?.some((one) => one.startsWith('no-new-privileges'));
    if (!kept) throw new Trouble(`${service} runs with more than it needs.`, JSON.stringify(seen!.HostConfig, null, 2));
  }
}
