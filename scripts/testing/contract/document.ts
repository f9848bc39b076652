import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { contractFile, type ServiceName } from '../../openapi/contracts.js';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  maxItems?: number;
  minItems?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

export interface Operation {
  operationId: string;
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface Contract {
  paths: Record<string, Record<string, Operation>>;
}

export interface Place {
  method: string;
  path: string;
  operation: Operation;
}

/** A service's contract as it stands in `openapi/`, with what is needed to hold requests and answers against it. */
export class ContractReader {
  readonly contract: Contract;
  readonly places: Place[];
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(service: ServiceName) {
    this.contract = JSON.parse(readFileSync(contractFile(service), 'utf8'));
    (formats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
    this.#ajv.addSchema({ $id: 'contract', ...this.contract });
    this.places = Object.entries(this.contract.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  }

  placeOf(method: string, url: string): Place | undefined {
    const path = url.split('?', 1)[0]!;
    return this.places.find((place) => place.method === method && patternOf(place.path).test(path));
  }

  /** A reference leads into the whole document. */
  resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const steps = schema.$ref.replace(/^#\//, '').split('/');
    return this.resolve(
      steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], this.contract) as Schema,
    );
  }

  /** What is wrong with a value; empty if nothing is. */
  faults(schema: Schema, value: unknown): string[] {
    const key = JSON.stringify(schema);
    const validate = this.#compiled.get(key) ?? this.#ajv.compile(inWholeDocument(schema) as object);
    this.#compiled.set(key, validate);
    validate(value);
    return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
  }
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);

function inWholeDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWholeDocument);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === '$ref' && typeof member === 'string' ? member.replace(/^#/, 'contract#') : inWholeDocument(member),
    ]),
  );
}
