// `npm run admin -- <command>`: what those who operate a service do by command. Without DATABASE_URL, for what `npm start` runs here.
import { runAdminCommand } from './stack/admin-command.js';
import { runningStack } from './stack/running-stack.js';

process.exitCode = runAdminCommand(process.argv.slice(2), (service) =>
  process.env.DATABASE_URL ? process.env : { ...runningStack(process.env, service), ...process.env },
);
