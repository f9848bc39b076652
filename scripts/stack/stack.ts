import { join } from 'node:path';
import { makeIssuerKeys, publicKeys } from '@e-surety/issuer-keys';
import { prepareDatabases } from '../postgres/databases.js';
import { freePort } from '../postgres/port.js';
import { startPostgres } from '../postgres/server.js';
import { demoIssuer } from './demo-issuer.js';
import { dsureEnvironment, issuerEnvironment } from './environment.js';
import { type Folders, makeFolders } from './folders.js';
import { makeViewTokenKey } from './keys.js';
import { type DemoAccounts, loadDemoSetup, onboardIssuer } from './onboarding.js';
import { type PartName, Parts } from './parts.js';
import { builtPrograms, type Programs } from './programs.js';
import { takeOver } from './running.js';
import { demandFreePort, launchService, type ServiceOptions } from './service.js';

type ServiceName = Exclude<PartName, 'postgres'>;

export interface StackOptions {
  /** Everything that the stack keeps lies here; what is there already is used again. */
  data: string;
  /** 0, or none: any free port. */
  ports?: Partial<Record<ServiceName, number>>;
  /** Settings of the services beyond those that the stack itself decides. */
  environment?: Partial<Record<ServiceName, Record<string, string>>>;
  /** Told what is done while it is done. */
  phase?: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Gives up starting, and stops what was started. */
  signal?: AbortSignal;
  programs?: Programs;
}

/** PostgreSQL, D-Sure and one issuer, as real processes. */
export interface Stack {
  data: string;
  issuerUrl: string;
  dsureUrl: string;
  databaseUrls: Record<ServiceName, string>;
  accounts: DemoAccounts;
  logOf(name: PartName): string;
  /** Settles with the name of the first part that ends without having been asked to. */
  died: Promise<PartName>;
  /** SIGKILL: the part gets no time for anything. */
  kill(name: PartName): Promise<void>;
  /** Starts a part that was killed, or stops and starts one that runs; returns when it is ready. */
  restart(name: PartName): Promise<void>;
  stop(): Promise<void>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { data, phase = quietly, signal, programs = builtPrograms } = options;
  const folders = makeFolders(data);
  const running = await takeOver(data);
  const parts = new Parts(running, signal);
  try {
    const ports = await choosePorts(options.ports ?? {});
    const databaseUrls = await phase('PostgreSQL を起動しています (starting PostgreSQL)', () =>
      startDatabases(parts, folders),
    );
    const { dsure, issuer } = await describeServices(options, folders, ports, databaseUrls);
    const [accounts] = await Promise.all([
      loadDemoSetup(programs.issuer.admin, issuer.environment, data),
      onboardIssuer(programs.dsure.admin, dsure.environment, publicKeys(folders.issuerKeys), data),
    ]);
    await phase('D-Sure と発行者のサービスを起動しています (starting D-Sure and the issuer)', () =>
      Promise.all([
        parts.start('dsure', () => launchService({ ...dsure, program: programs.dsure.main })),
        parts.start('issuer', () => launchService({ ...issuer, program: programs.issuer.main })),
      ]),
    );
    return {
      data,
      issuerUrl: urlOf(ports.issuer),
      dsureUrl: urlOf(ports.dsure),
      databaseUrls,
      accounts,
      logOf: (name) => logOf(folders, name),
      died: parts.died,
      kill: (name) => parts.kill(name),
      restart: (name) => parts.restart(name),
      stop: () => parts.stopAll(),
    };
  } catch (error) {
    await parts.stopAll();
    throw error;
  }
}

async function choosePorts(wanted: Partial<Record<ServiceName, number>>): Promise<Record<ServiceName, number>> {
  for (const [name, port] of Object.entries(wanted) as [ServiceName, number][]) {
    if (port) await demandFreePort({ ...names[name], port });
  }
  return { dsure: wanted.dsure || (await freePort()), issuer: wanted.issuer || (await freePort()) };
}

const names = {
  dsure: { title: 'D-Sure', portVariable: 'DSURE_PORT' },
  issuer: { title: 'the issuer', portVariable: 'ISSUER_PORT' },
};

/** Started anew it keeps its port: the services know it by that. */
async function startDatabases(parts: Parts, folders: Folders): Promise<Record<ServiceName, string>> {
  let port: number | undefined;
  let urls: Record<ServiceName, string> | undefined;
  await parts.start('postgres', async () => {
    const server = await startPostgres(folders.postgres, { log: logOf(folders, 'postgres'), port });
    port = server.port;
    urls ??= await prepareDatabases(server);
    return server;
  });
  return urls!;
}

async function describeServices(
  { environment = {} }: StackOptions,
  folders: Folders,
  ports: Record<ServiceName, number>,
  databaseUrls: Record<ServiceName, string>,
): Promise<Record<ServiceName, Omit<ServiceOptions, 'program'>>> {
  const place = (name: ServiceName) => ({
    port: ports[name],
    url: urlOf(ports[name]),
    databaseUrl: databaseUrls[name],
  });
  await makeIssuerKeys(folders.issuerKeys, demoIssuer.name);
  const viewTokenKey = await makeViewTokenKey(folders.dsureKeys);
  const decided = {
    dsure: dsureEnvironment(place('dsure'), viewTokenKey),
    issuer: issuerEnvironment(place('issuer'), urlOf(ports.dsure), folders),
  };
  const describe = (name: ServiceName) => ({
    ...names[name],
    port: ports[name],
    environment: { ...decided[name], ...environment[name] },
    log: logOf(folders, name),
  });
  return { dsure: describe('dsure'), issuer: describe('issuer') };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function logOf(folders: Folders, name: PartName): string {
  return join(folders.log, `${name}.log`);
}

async function quietly<T>(_title: string, work: () => Promise<T>): Promise<T> {
  return work();
}
