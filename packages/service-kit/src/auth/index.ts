export { bearerToken, unauthenticated } from './bearer.js';
export { anyone, guardOperations, type OperationRule, type OperationRules } from './operation-rules.js';
export { requestValue } from './request-value.js';
