import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { problemResponses } from '../problems/index.js';

/** Who may call an operation. */
export interface OperationRule {
  /** Names of security schemes of the contract, any one of which will do. None: anyone may call. */
  security: readonly string[];
  /** Runs before the body is read; throws a problem unless the caller is allowed. */
  check?: (request: FastifyRequest) => void | Promise<void>;
}

export const anyone: OperationRule = { security: [] };

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

function guard(route: RouteOptions, { security, check }: OperationRule): void {
  const schema = route.schema!;
  const secured = security.length > 0;
  schema.security = security.map((name) => ({ [name]: [] }));
  schema.response = {
    ...problemResponses(
      ...(schema.params || schema.querystring || schema.body ? [400] : []),
      ...(secured ? [401, 403] : []),
      ...(schema.body ? [413, 415] : []),
      500,
      503,
    ),
    ...(schema.response as object),
  };
  if (check) route.onRequest = [...[route.onRequest ?? []].flat(), async (request) => check(request)];
}
