// `npm start`
import { playDemo } from './demo/play.js';
import { start } from './start/start.js';

await start({ playDemo });
process.exit(); // a demo that was interrupted may still wait for answers
