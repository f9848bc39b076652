import { join } from 'node:path';
import { migrateDatabase } from '@e-surety/service-kit/postgres';
import type { Test } from 'tap';
import { freePort } from '../../../scripts/postgres/port.js';
import { root } from '../../../scripts/root.js';
import { dsureEnvironment } from '../../../scripts/stack/environment.js';
import { makeViewTokenKey } from '../../../scripts/stack/keys.js';
import { onboardIssuer } from '../../../scripts/stack/onboarding.js';
import { builtPrograms } from '../../../scripts/stack/programs.js';
import { launchService } from '../../../scripts/stack/service.js';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import { emptyFolder } from '../../../scripts/testing/stack.js';
import { newSigningKeys } from './world.js';

/** A real D-Sure, as a process of its own on a database of its own, that knows the keys which it comes with. */
export async function startDsure(t: Pick<Test, 'teardown'>) {
  const migrations = join(root, 'services/dsure/migrations');
  const databaseUrl = await createTestDatabase(t, 'dsure', (url) => migrateDatabase(url, migrations));
  const folder = emptyFolder(t);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = dsureEnvironment({ port, url, databaseUrl }, await makeViewTokenKey(folder));
  const signingKeys = newSigningKeys();
  const { certificate, envelope, call } = signingKeys;
  const published = [certificate, envelope, call].map(({ publicJwk }) => publicJwk);
  await onboardIssuer(builtPrograms.dsure.admin, environment, { keys: published }, folder);

  const program = builtPrograms.dsure.main;
  const launch = async () => {
    const log = join(folder, 'dsure.log');
    const launched = launchService({ title: 'D-Sure', program, port, portVariable: 'DSURE_PORT', environment, log });
    await launched.ready();
    return launched;
  };
  let service = await launch();
  t.teardown(() => service.stop());
  // It is no child of the terminal: should this process end in the midst of a test, nobody else would end it.
  process.once('exit', () => {
    if (!service.hasEnded()) process.kill(service.pid, 'SIGKILL');
  });
  return {
    ...{ url, databaseUrl, signingKeys },
    stop: () => service.stop(),
    start: async () => {
      service = await launch();
    },
  };
}
