import { setTimeout as sleep } from 'node:timers/promises';
import type { Demo, DemoGuarantee } from '../demo/demo.js';
import { phase } from '../progress.js';
import { Trouble } from '../trouble.js';
import type { Composition } from './composition.js';
import { demandHardened } from './hardened.js';
import { journey, lookUp, mailsArrive } from './journey.js';
import { restoreAsWritten } from './restore.js';

const one = ['postgres', 'dsure', 'issuer', 'balancer', 'mail'];
const two = ['dsure-2', 'issuer-2'];

/** From the application to the look-up, with one instance of each service, and with two, either of which is killed. */
export async function tryOut(trial: Composition): Promise<void> {
  await phase('docker compose up', async () => {
    await trial.compose('up', '--detach', '--no-build');
    await trial.healthy(...one);
  });
  const demo = JSON.parse(await trial.compose('run', '--rm', '-T', 'setup', 'demo')) as Demo;
  await phase('hardened', () => demandHardened(trial, one));
  const guarantees = await phase('journey', () => journey(trial, demo));
  await phase('mails', () => mailsArrive(trial.urls.mail, 2, guarantees));
  await phase('up again changes nothing', async () => {
    await trial.compose('up', '--detach', '--no-build');
    await allStand(trial, guarantees);
  });

  await phase('dump and restore, as docs/operate.md has it', async () => {
    await restoreAsWritten(trial);
    await allStand(trial, guarantees);
  });
  await phase('profile two', async () => {
    await trial.compose('--profile', 'two', 'up', '--detach', '--no-build');
    await trial.healthy(...one, ...two);
    await demandHardened(trial, two);
  });
  for (const victim of ['issuer', 'dsure-2', 'dsure', 'issuer-2']) {
    await phase(`journey while ${victim} is killed`, () => whileKilled(trial, victim, demo, guarantees));
  }
  await phase('graceful stop', async () => {
    for (const service of ['issuer', 'dsure']) await stopsInOrder(trial, service);
  });
  await phase('every certificate stands', () => allStand(trial, guarantees));
}

/** Whoever is left answers, at once or when asked again, and nothing that was issued is lost. */
async function whileKilled(trial: Composition, victim: string, demo: Demo, guarantees: DemoGuarantee[]): Promise<void> {
  const container = await trial.containerOf(victim);
  const playing = askedAgain(() => journey(trial, demo));
  await trial.docker('docker', ['kill', container]);
  await askedAgain(() => allStand(trial, guarantees));
  guarantees.push(...(await playing), ...(await journey(trial, demo)));
  await trial.docker('docker', ['start', container]);
  await trial.healthy(victim);
}

/** What was under way where the victim stood is cut off; a person, too, would try once more within some seconds. */
async function askedAgain<T>(ask: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (tries === 1) throw error;
    await sleep(1000);
    return askedAgain(ask, tries - 1);
  }
}

async function allStand(trial: Composition, guarantees: DemoGuarantee[]): Promise<void> {
  for (const guarantee of guarantees) await lookUp(trial.urls.dsure, guarantee);
}

/** Asked to stop, a service answers what it has and ends by itself, long before it would be killed. */
async function stopsInOrder(trial: Composition, service: string): Promise<void> {
  const container = await trial.containerOf(service);
  await trial.docker('docker', ['stop', '--time', '15', container]);
  const code = await trial.docker('docker', ['inspect', '--format', '{{.State.ExitCode}}', container]);
  if (code !== '0') throw new Trouble(`${service} ended with ${code} when it was asked to stop.`);
  await trial.docker('docker', ['start', container]);
  await trial.healthy(service);
}
