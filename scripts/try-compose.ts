// `npm run try-compose`: docker-compose.yml on a real engine, from the application to the look-up, with one instance of each service
// and with two, either of which is killed.
import { makeStandIns } from './compose/base-images.js';
import { composition } from './compose/composition.js';
import { toolsWith } from './compose/docker.js';
import { type Engine, findEngine } from './compose/engine.js';
import { tryOut } from './compose/try-out.js';
import { phase } from './progress.js';
import { showTrouble } from './trouble.js';

try {
  const engine = await findEngine();
  try {
    const standIns = engine.own || process.env.STAND_INS ? await baseImages(engine) : null;
    const trial = await composition({ ...engine.environment, ...standIns }, { onHostNetwork: standIns !== null });
    try {
      await phase('docker compose build', () => trial.compose('build'));
      await tryOut(trial);
    } finally {
      await phase('removing containers and volumes', () => trial.remove());
    }
  } finally {
    if (engine.own) await phase('removing the engine', () => engine.remove());
  }
} catch (error) {
  showTrouble(error);
  process.exitCode = 1;
}

/** An engine of our own cannot fetch those that docker-compose.yml names; nor can one of which `STAND_INS` says so. */
async function baseImages({ environment }: Engine): Promise<Record<string, string>> {
  return phase('base images: stand-ins from Debian', () => makeStandIns(toolsWith(environment)));
}
