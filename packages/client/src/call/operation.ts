/** What a call has to know of an operation. Printed from the contract, one line for each operationId. */
export interface Operation {
  method: string;
  /** With `{names}` in the place of parameters. */
  path: string;
  /** What its body is, if it takes one. */
  body?: string;
  /** Whether it demands an Idempotency-Key. */
  idempotencyKey?: true;
  /** Whether to call twice does no harm although neither its method nor a key says so. */
  repeatable?: true;
  /** The schemes of the contract of which one is needed; none for what anybody may call. */
  credentials?: readonly string[];
}

/** Whether to call twice does what to call once does. A precondition (`If-Match`) is no longer met the second time. */
export function mayBeRepeated({ method, idempotencyKey, repeatable }: Operation, headers: Headers): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  if (headers.has('if-match') || headers.has('if-none-match')) return false;
  return method === 'PUT' || idempotencyKey === true || repeatable === true;
}
