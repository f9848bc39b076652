// Stands in for scripts/build.mjs.
import { appendFileSync } from 'node:fs';

appendFileSync(process.env.TOOL_LOG, 'build all\n');
if (process.env.FAIL === 'build') {
  console.log('✘ [ERROR] Could not resolve "./two.js"');
  process.exit(1);
}
