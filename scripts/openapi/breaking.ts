import { brokenPromises, type Shape } from './breaking-schema.js';
import { type Contract, type NamedOperation, operationsOf } from './contracts.js';

interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema: Shape;
}
type Content = Record<string, { schema?: Shape }>;

/** What of an older contract a newer one breaks: who was written against the old one may fail with the new one. */
export function breakingChanges(before: Contract, after: Contract): string[] {
  const now = new Map(operationsOf(after).map((one) => [one.operationId, one]));
  return operationsOf(before).flatMap((was) => {
    const is = now.get(was.operationId);
    if (!is) return [`${was.operationId} is gone`];
    if (placeOf(is) !== placeOf(was)) return [`${was.operationId} moved from ${placeOf(was)} to ${placeOf(is)}`];
    return [
      ...callers(was, is),
      ...parameters(before, after, was, is),
      ...body(before, after, was, is),
      ...answers(before, after, was, is),
    ].map((fault) => `${was.operationId}: ${fault}`);
  });
}

const placeOf = ({ method, path }: NamedOperation) => `${method.toUpperCase()} ${path}`;

/** Whoever was let in still is: each alternative of the old contract contains one of the new. */
function callers({ security: was = [] }: NamedOperation, { security: is = [] }: NamedOperation): string[] {
  const enough = (held: Record<string, string[]>) =>
    is.length === 0 ||
    is.some((needed) =>
      Object.entries(needed).every(
        ([scheme, scopes]) => scopes.every((scope) => held[scheme]?.includes(scope)) && held[scheme],
      ),
    );
  return (was.length === 0 ? [{}] : was)
    .filter((held) => !enough(held))
    .map((held) => `who has ${JSON.stringify(held)} is no longer let in`);
}

function parameters(before: Contract, after: Contract, was: NamedOperation, is: NamedOperation): string[] {
  const compare = brokenPromises(before, after, 'sent');
  const listed = ({ parameters = [] }: NamedOperation) =>
    new Map((parameters as Parameter[]).map((one) => [`${one.in} ${one.name}`, one]));
  const [had, has] = [listed(was), listed(is)];
  return [
    ...[...had].flatMap(([name, one]) => {
      const same = has.get(name);
      return same ? compare(one.schema, same.schema, name) : [`${name} is gone`];
    }),
    ...[...has]
      .filter(([name, one]) => one.required && !had.get(name)?.required)
      .map(([name]) => `${name} is required now`),
  ];
}

function body(before: Contract, after: Contract, was: NamedOperation, is: NamedOperation): string[] {
  const [had, has] = [was.requestBody?.content as Content | undefined, is.requestBody?.content as Content | undefined];
  if (!had) return has ? ['a body is required now'] : [];
  return contents(had, has, 'the body', brokenPromises(before, after, 'sent'));
}

function answers(before: Contract, after: Contract, was: NamedOperation, is: NamedOperation): string[] {
  const compare = brokenPromises(before, after, 'answered');
  return Object.entries(was.responses)
    .filter(([status]) => status < '400')
    .flatMap(([status, answer]) => {
      const same = is.responses[status] as { content?: Content } | undefined;
      if (!same) return [`it no longer answers ${status}`];
      return contents((answer as { content?: Content }).content, same.content, `the answer ${status}`, compare);
    });
}

function contents(
  had: Content = {},
  has: Content = {},
  what: string,
  compare: (was: Shape, is: Shape, at: string) => string[],
): string[] {
  return Object.entries(had).flatMap(([type, { schema }]) => {
    if (!has[type]) return [`${what} is no longer ${type}`];
    return compare(schema ?? {}, has[type].schema ?? {}, what);
  });
}
