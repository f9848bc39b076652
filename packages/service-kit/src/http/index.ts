// Makes the schemas of routes know `operationId`, `summary`, `tags` and `hide`.
import '@fastify/swagger';

export { printContract, repeatable } from './contract.js';
export { type Example, exampleAt, exampleIn, exampleOf } from './examples.js';
export { attachment, noStore } from './headers.js';
export type { ProblemPage } from './problem-answers.js';
export { ref } from './ref.js';
export { listenAndServe, runService } from './serve.js';
export { buildServer, type Server, type ServerOptions } from './server.js';
export { printableLines, unprintable, visibleLine } from './unprintable.js';
