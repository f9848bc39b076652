import { runService } from '@e-surety/service-kit/http';
import { OperatorError } from './operating/command.js';
import { runCommand } from './operating/run-command.js';

await runService('issuer admin', async () => {
  try {
    process.stdout.write(await runCommand(process.argv.slice(2), process.env, new Date()));
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`issuer admin: ${error.message}\n`);
    process.exitCode = 1;
  }
});
