import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.js';
import type { RunTool } from './docker.js';

const recipes = join(root, 'scripts', 'compose', 'stand-ins');
const image = (name: string) => `e-surety-stand-in/${name}`;

/**
 * Base images made here from Debian's packages and this machine's Node, for where no registry of images can be reached. They show
 * that the recipe and the composition are right, not that the real images are.
 */
export async function makeStandIns(tools: RunTool): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'e-surety-images-'));
  try {
    const rootfs = join(folder, 'rootfs');
    await tools('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', rootfs]);
    await tools('sh', ['-c', `tar -C '${rootfs}' -c . | docker import - ${image('debian')}`]);
    rmSync(rootfs, { recursive: true, force: true });
    await gatherNode(tools, join(folder, 'node'));
    for (const name of ['node', 'postgres', 'haproxy', 'maildev']) {
      const context = name === 'node' ? join(folder, 'node') : recipes;
      const recipe = ['--file', join(recipes, `${name}.Dockerfile`), '--tag', image(name)];
      await tools('docker', ['build', '--network', 'host', ...recipe, context]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    NODE_IMAGE: image('node'),
    POSTGRES_IMAGE: image('postgres'),
    BALANCER_IMAGE: image('haproxy'),
    MAIL_IMAGE: image('maildev'),
  };
}

/** This machine's Node and npm, with the way in which npm reaches its registry. */
async function gatherNode(tools: RunTool, folder: string): Promise<void> {
  cpSync(process.execPath, join(folder, 'node'), { dereference: true });
  cpSync(join(await tools('npm', ['root', '--global']), 'npm'), join(folder, 'npm'), { recursive: true });
  const settings = await tools('npm', ['config', 'get', 'globalconfig']);
  if (existsSync(settings)) cpSync(settings, join(folder, 'npmrc'));
  else writeFileSync(join(folder, 'npmrc'), '');
  cpSync(process.env.NODE_EXTRA_CA_CERTS ?? '/etc/ssl/certs/ca-certificates.crt', join(folder, 'ca.crt'));
}
