export { type ProblemOf, problemDocument, sendProblem, toProblem } from './handler.js';
export { type FieldError, Problem, type ProblemKind, type ProblemOccasion } from './problem.js';
export { ProblemSchema, problemResponses } from './schema.js';
export { type ProblemTable, problemTable } from './table.js';
export { invalidField, type TransportCode, transportProblem, transportProblems } from './transport.js';
