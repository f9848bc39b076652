import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyServerOptions } from 'fastify';

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
/** As Fastify calls it: the published types say that it is given a bare schema. */
type Compile = (route: object) => Validate;
type Validate = ((value: unknown) => boolean) & { errors?: unknown };

const compilerOf = AjvCompiler.default() as unknown as (...known: unknown[]) => Compile;

/** A validator is compiled for the first request that needs it, so that a service of a hundred operations listens at once. */
function buildValidator(...known: unknown[]): Compile {
  let compile: Compile | undefined;
  return (route) => {
    let compiled: Validate | undefined;
    const validate: Validate = (value) => {
      compile ??= compilerOf(...known);
      compiled ??= compile(route);
      const fits = compiled(value);
      validate.errors = compiled.errors;
      return fits;
    };
    return validate;
  };
}

export const compilersFactory = {
  buildValidator,
  // What leaves is what the handler returned; the tests hold it against the contract.
  buildSerializer: () => () => (data: unknown) => JSON.stringify(data),
} as unknown as Compilers;
