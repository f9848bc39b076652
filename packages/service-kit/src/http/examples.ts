import type { Static, TSchema } from 'typebox';

/** What a value in the contract looks like. */
export interface Example {
  /** The `$id` of a schema, an operationId, or the address of a parameter. */
  of: string;
  value: unknown;
}

/** Of every body and answer that is of this schema. */
export const exampleOf = <T extends TSchema>(schema: T & { $id?: string }, value: Static<T>): Example => ({
  of: schema.$id!,
  value,
});

/** Of the body or the answer of one operation, where that has no named schema. */
export const exampleAt = (operationId: string, value: unknown): Example => ({ of: operationId, value });

/** Of a parameter in the path, for all operations below that: `exampleIn('/v1/branches/{id}', 'nagano')`. */
export const exampleIn = (path: string, value: string): Example => ({ of: path, value });

interface Media {
  schema?: { $ref?: string };
  example?: unknown;
}

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

/** Puts each example where its value is sent or answered. Bytes have none. */
export function withExamples<D extends Document>(document: D, examples: readonly Example[]): D {
  const known = new Map(examples.map(({ of, value }) => [of, value]));
  const used = new Set<string>();
  const exampleFor = (name: string) => {
    used.add(name);
    return known.get(name);
  };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods)) {
      for (const media of mediaOf(operation)) {
        const name = media.schema?.$ref?.split('/').at(-1) ?? operation.operationId;
        if (known.has(name)) media.example = exampleFor(name);
      }
      for (const parameter of operation.parameters ?? []) {
        const address = `${path.split(`{${parameter.name}}`, 1)[0]}{${parameter.name}}`;
        if (parameter.in === 'path' && known.has(address)) parameter.example = exampleFor(address);
      }
    }
  }
  const unused = [...known.keys()].filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`there are examples of ${unused}, but the contract has nothing of that name`);
  return document;
}

function mediaOf({ requestBody, responses }: Operation): Media[] {
  const answers = Object.entries(responses).flatMap(([status, { content = {} }]) =>
    status < '400' ? Object.values(content) : [],
  );
  return [...Object.values(requestBody?.content ?? {}), ...answers];
}
