import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../postgres/port.js';
import { root } from '../root.js';
import { Trouble } from '../trouble.js';
import { type RunTool, succeeds, toolsWith } from './docker.js';

export interface Composition {
  urls: { issuer: string; dsure: string; mail: string };
  /** `docker compose …` on this project. */
  compose(...args: string[]): Promise<string>;
  /** A script in which `docker compose` is this project. */
  shell(folder: string, script: string): Promise<string>;
  docker: RunTool;
  containerOf(service: string): Promise<string>;
  /** Returns when the health check of each has passed. */
  healthy(...services: string[]): Promise<void>;
  remove(): Promise<void>;
}

/** docker-compose.yml as a project of its own, on free ports, beside whatever else runs. */
export async function composition(
  environment: Record<string, string>,
  options: { onHostNetwork: boolean },
): Promise<Composition> {
  const folder = mkdtempSync(join(tmpdir(), 'e-surety-compose-'));
  const ports = { issuer: await freePort(), dsure: await freePort(), mail: await freePort() };
  const tools = toolsWith({
    ...environment,
    ISSUER_PORT: String(ports.issuer),
    DSURE_PORT: String(ports.dsure),
    MAIL_PORT: String(ports.mail),
    SUBNET: '172.29.42.0/24',
    BALANCER_ADDRESS: '172.29.42.10',
    COMPOSE_PROFILES: '',
    // Debian's engine has no other builder.
    ...(options.onHostNetwork && { DOCKER_BUILDKIT: '0', COMPOSE_DOCKER_CLI_BUILD: '0' }),
  });
  const files = ['--file', join(root, 'docker-compose.yml')];
  if (options.onHostNetwork) files.push('--file', onHostNetwork(folder));
  const isPlugin = await succeeds(tools('docker', ['compose', 'version']));
  const [command, ...first] = isPlugin ? ['docker', 'compose'] : ['docker-compose'];
  const project = ['--project-name', 'e-surety-trial', '--project-directory', root];
  const begun = [command!, ...first, ...project, ...files];
  const compose = (...args: string[]) => tools(begun[0]!, [...begun.slice(1), ...args]);
  const quoted = begun.map((word) => `'${word}'`).join(' ');
  const shell = (cwd: string, script: string) =>
    tools('sh', ['-ec', `cd '${cwd}'\ndocker() { shift; command ${quoted} "$@"; }\n${script}`]);

  const containerOf = async (service: string) => {
    const id = (await compose('ps', '-q', service)).split('\n', 1)[0]!;
    if (id === '') throw new Trouble(`${service} has no container.`);
    return id;
  };
  const url = (name: keyof typeof ports) => `http://127.0.0.1:${ports[name]}`;
  return {
    urls: { issuer: url('issuer'), dsure: url('dsure'), mail: url('mail') },
    compose,
    shell,
    docker: tools,
    containerOf,
    healthy: async (...services) => {
      for (const service of services) await untilHealthy(tools, await containerOf(service), service);
    },
    remove: async () => {
      await succeeds(compose('--profile', 'two', 'down', '--volumes', '--remove-orphans', '--timeout', '20'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where a bridge leads nowhere, what a build fetches comes over the machine's own network. */
function onHostNetwork(folder: string): string {
  const file = join(folder, 'network.yml');
  const build = { build: { network: 'host' } };
  const services = Object.fromEntries(
    ['secrets', 'setup', 'issuer', 'dsure', 'issuer-2', 'dsure-2'].map((name) => [name, build]),
  );
  writeFileSync(file, JSON.stringify({ services }));
  return file;
}

async function untilHealthy(tools: RunTool, container: string, service: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const state = await tools('docker', ['inspect', '--format', '{{.State.Health.Status}}', container]);
    if (state === 'healthy') return;
    await sleep(500);
  }
  throw new Trouble(
    `${service} is not healthy after two minutes.`,
    await tools('docker', ['logs', '--tail', '50', container]),
  );
}
