export type { Problem, Refused } from '../call/answer.js';
export { bearer } from '../call/credentials.js';
export type { Answer, AnswerOf, InputOf } from '../call/types.js';
export { type CallToken, createDsureClient, type DsureClient, type DsureClientOptions } from './client.js';
export type { components, operations } from './contract.js';
