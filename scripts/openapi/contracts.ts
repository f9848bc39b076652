import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.js';

export const services = ['issuer', 'dsure'] as const;
export type ServiceName = (typeof services)[number];

export const contractFile = (service: ServiceName) => join(root, 'openapi', `${service}.json`);

/** The contract as the routes of the built service say it. Needs no database. */
export function contractOf(service: ServiceName): string {
  const program = join(root, 'services', service, 'dist/print-contract.js');
  return execFileSync(process.execPath, [program], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** As much of an OpenAPI document as is read here. */
export interface Contract {
  info: { version: string };
  paths: Record<string, Record<string, ContractOperation>>;
  components: { schemas: Record<string, object>; securitySchemes?: Record<string, object> };
}

export interface ContractOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, object> };
  security?: Record<string, string[]>[];
  responses: Record<string, object>;
  'x-repeatable'?: boolean;
}

export interface NamedOperation extends ContractOperation {
  method: string;
  path: string;
}

/** All operations, in the order of their names. */
export function operationsOf({ paths }: Contract): NamedOperation[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ method, path, ...one })))
    .sort((a, b) => (a.operationId < b.operationId ? -1 : 1));
}
