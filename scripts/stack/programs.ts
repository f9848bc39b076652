import { join } from 'node:path';
import { root } from '../root.js';

/** What is run for each service: the service itself, and the commands of those who operate it. */
export interface Programs {
  dsure: { main: string; admin: string };
  issuer: { main: string; admin: string };
}

export const builtPrograms: Programs = {
  dsure: programsOf('dsure'),
  issuer: programsOf('issuer'),
};

function programsOf(service: string): { main: string; admin: string } {
  const dist = join(root, 'services', service, 'dist');
  return { main: join(dist, 'main.js'), admin: join(dist, 'admin.js') };
}
