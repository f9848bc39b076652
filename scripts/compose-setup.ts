// What docker-compose.yml runs once before the services: `secrets`, then `prepare`. `demo` shows who may sign in,
// `admin …` runs a command of those who operate a service.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminEnvironment, makeSecrets, prepare, setupFolders } from './compose/setup.js';
import { runAdminCommand } from './stack/admin-command.js';
import { showTrouble, Trouble } from './trouble.js';

const folders = setupFolders('/data');
const { POSTGRES_URL = '', ISSUER_URL = '', DSURE_URL = '' } = process.env;

const steps: Record<string, () => Promise<void>> = {
  secrets: () => makeSecrets(folders),
  prepare: () => prepare(folders, POSTGRES_URL, { issuer: ISSUER_URL, dsure: DSURE_URL }),
  admin: async () => {
    process.exitCode = runAdminCommand(process.argv.slice(3), (service) => ({
      ...process.env,
      ...adminEnvironment(folders, POSTGRES_URL, service),
      PUBLIC_URL: ISSUER_URL,
    }));
  },
  demo: async () => void process.stdout.write(readFileSync(join(folders.data, 'demo.json'))),
};

try {
  const step = steps[process.argv[2] ?? ''];
  if (!step) throw new Trouble('usage: setup secrets | prepare | demo | admin …');
  await step();
} catch (error) {
  showTrouble(error);
  process.exitCode = 1;
}
