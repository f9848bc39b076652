import { start } from '../start/start.js';
import { standIns } from './stand-ins/programs.js';

/** `npm start` with small processes in place of the services. */
await start({
  programs: standIns,
  playDemo: async () => [{ guaranteeNumber: '12-08-0000001-6', authenticationKey: process.env.DEMO_KEY ?? 'KEY' }],
});
process.exit();
