/** What an operator has to put right; the message says what, in one line. */
export class OperatorError extends Error {}
