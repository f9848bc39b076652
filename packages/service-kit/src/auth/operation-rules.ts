import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Type } from 'typebox';
import { problemResponses } from '../problems/index.js';

/** Who may call an operation. */
export interface OperationRule {
  /** Security schemes of the contract with the scopes that they need, any one of which will do. None: anyone may call. */
  security: readonly Readonly<Record<string, readonly string[]>>[];
  /** The same in words, as the contract says it below the description of the operation. */
  callers: string;
  /** Runs before the body is read; throws a problem unless the caller is allowed. */
  check?: (request: FastifyRequest) => void | Promise<void>;
}

export const anyone: OperationRule = { security: [], callers: 'だれでも呼べます。 Anyone may call.' };

/** One table for a service: every operation by its operationId. */
export type OperationRules = Record<string, OperationRule>;

/**
 * Puts each operation under the rule of its operationId, and writes who may call into the contract. The service does
 * not get ready with an operation that has no rule, or a rule that has no operation.
 */
export function guardOperations(app: FastifyInstance, rules: OperationRules): void {
  const seen = new Set<string>();
  const unnamed: string[] = [];

  app.addHook('onRoute', (route) => {
    if (route.schema?.hide || route.method === 'HEAD') return;
    const operation = route.schema?.operationId;
    if (operation === undefined) {
      unnamed.push(`${String(route.method)} ${route.url}`);
      return;
    }
    seen.add(operation);
    const rule = Object.hasOwn(rules, operation) ? rules[operation] : undefined;
    if (rule) guard(route, rule);
  });

  app.addHook('onReady', async () => {
    const faults = [
      ...unnamed.map((route) => `${route} has no operationId`),
      ...[...seen]
        .filter((name) => !Object.hasOwn(rules, name))
        .map((name) => `${name} has no rule of who may call it`),
      ...Object.keys(rules)
        .filter((name) => !seen.has(name))
        .map((name) => `there is a rule for ${name}, but no such operation`),
    ];
    if (faults.length > 0) throw new Error(`operation rules: ${faults.join('; ')}`);
  });
}

const noQuery = Type.Object({}, { additionalProperties: false });

function guard(route: RouteOptions, { security, callers, check }: OperationRule): void {
  const schema = route.schema!;
  const secured = security.length > 0;
  schema.security = structuredClone(security) as Record<string, string[]>[];
  schema.description = [schema.description, callers].filter(Boolean).join('\n\n');
  // Unknown parameters are refused everywhere, as unknown fields are.
  schema.querystring ??= noQuery;
  schema.response = {
    ...problemResponses(400, ...(secured ? [401, 403] : []), ...(schema.body ? [413, 415] : []), 500, 503),
    ...(schema.response as object),
  };
  if (check) route.onRequest = [...[route.onRequest ?? []].flat(), async (request) => check(request)];
}
