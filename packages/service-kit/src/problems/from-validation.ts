import type { FastifySchemaValidationError } from 'fastify';
import type { FieldError } from './problem.js';
import { sentenceFor } from './sentences.js';
import { withoutUnionNoise } from './unions.js';

const places: Record<string, FieldError['in']> = {
  body: 'body',
  params: 'path',
  querystring: 'query',
  headers: 'header',
};

/** A person reads the list, so a request that is wrong everywhere is told only the beginning. */
const mostErrors = 50;

/** What the schema validator found, as sentences that name the field, what is wrong and what would be right. */
export function fieldErrors(found: FastifySchemaValidationError[], context: string): FieldError[] {
  return withoutUnionNoise(found)
    .slice(0, mostErrors)
    .map((error) => {
      const pointer = pointerOf(error);
      const { code, detail, expected } = sentenceFor(error, nameOf(pointer, context));
      return { pointer, in: places[context] ?? 'body', code, detail, ...(expected !== undefined && { expected }) };
    });
}

/** A field that is missing or unknown is named itself, not the object that should or should not hold it. */
function pointerOf({ keyword, instancePath, params }: FastifySchemaValidationError): string {
  const member =
    keyword === 'required'
      ? params.missingProperty
      : keyword === 'additionalProperties'
        ? params.additionalProperty
        : undefined;
  if (member === undefined) return instancePath;
  return `${instancePath}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function nameOf(pointer: string, context: string): string {
  if (pointer === '') return context === 'body' ? '本文' : 'URL';
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~').slice(0, 200);
}
