export type { Answer, Problem } from './answer.js';
export { type CallToken, createDsureClient, type DsureClient, type DsureClientOptions } from './client.js';
export type { components, operations, paths } from './schema.js';
