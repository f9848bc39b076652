import { join } from 'node:path';
import { root } from '../../root.js';
import type { Programs } from '../../stack/programs.js';

const folder = join(root, 'scripts', 'test', 'stand-ins');
const service = { main: join(folder, 'service.mjs'), admin: join(folder, 'admin.mjs') };

/** Small processes in place of the services: what is tried is what starts and stops them. */
export const standIns: Programs = { dsure: service, issuer: service };
