import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyServerOptions } from 'fastify';
import { isOfHumanSize } from './human-size.js';

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
/** As Fastify calls it: the published types say that it is given a bare schema. */
type Compile = (route: Route) => Validate;
type Route = { httpPart?: string; schema?: { properties?: object; additionalProperties?: unknown } };
type Validate = ((value: unknown) => boolean) & { errors?: unknown };
type CompilerOptions = { customOptions?: object };

const compilerOf = AjvCompiler.default() as unknown as (...known: unknown[]) => Compile;

/**
 * The first validator stops at the first error, and judges a length before a pattern and a number of items before the items: what is
 * too large costs no more than that. All that is wrong is looked for only in what is of a size that people write.
 */
function buildValidator(shared: unknown, options: CompilerOptions): Compile {
  const toFirstError = once(() => compilerOf(shared, withAllErrors(options, false)));
  const toLastError = once(() => compilerOf(shared, withAllErrors(options, true)));
  return (route) => {
    // Compiled for the first request that needs it, so that a service of a hundred operations listens at once.
    const first = once(() => toFirstError()(route));
    const all = once(() => toLastError()(route));
    const takesNoQuery = isEmptyQuery(route);
    const validate: Validate = (value) => {
      if (takesNoQuery && isEmpty(value)) return true; // so that readiness is told before there is a compiler
      if (first()(value)) return true;
      const teller = isOfHumanSize(value) ? all() : first();
      teller(value);
      validate.errors = teller.errors;
      return false;
    };
    return validate;
  };
}

const isEmptyQuery = ({ httpPart, schema }: Route): boolean =>
  httpPart === 'querystring' &&
  schema?.additionalProperties === false &&
  Object.keys(schema.properties ?? {}).length === 0;

function isEmpty(value: unknown): boolean {
  for (const _ in value as object) return false;
  return true;
}

const withAllErrors = (options: CompilerOptions, allErrors: boolean): CompilerOptions => ({
  ...options,
  customOptions: { ...options.customOptions, allErrors },
});

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export const compilersFactory = {
  buildValidator,
  // What leaves is what the handler returned; the tests hold it against the contract.
  buildSerializer: () => () => (data: unknown) => JSON.stringify(data),
} as unknown as Compilers;
