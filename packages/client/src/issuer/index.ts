export type { Problem, Refused } from '../call/answer.js';
export type { Answer, AnswerOf, InputOf } from '../call/types.js';
export { createIssuerClient, type IssuerClient, type IssuerClientOptions } from './client.js';
export type { components, operations } from './contract.js';
export type { ClientCredentials, Session } from './credentials.js';
