import type { FastifyRequest } from 'fastify';

/** Something that a rule found out about a request (who calls), for the handler of the same request. */
export function requestValue<T>(name: string) {
  const values = new WeakMap<FastifyRequest, T>();
  return {
    set(request: FastifyRequest, value: T): void {
      values.set(request, value);
    },
    of(request: FastifyRequest): T {
      const value = values.get(request);
      if (value === undefined) throw new Error(`no rule has set ${name} on this request`);
      return value;
    },
  };
}
