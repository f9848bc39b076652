// `npm run demo`
import { tellDemo } from './demo/tell.js';
import { showTrouble, Trouble } from './trouble.js';

try {
  await tellDemo();
} catch (error) {
  const refused =
    error instanceof TypeError && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED';
  showTrouble(refused ? new Trouble('Nothing answers: run npm start in another terminal first.') : error);
  process.exitCode = 1;
}
