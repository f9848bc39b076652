import t from 'tap';
import type { ContractOperation, NamedOperation } from '../openapi/contracts.js';
import { operationsOf, services } from '../openapi/contracts.js';
import { ContractReader, type Schema } from '../testing/contract/document.js';

// What each operation of both contracts owes to those who call it. A fault says how to mend it.

const describedIn = { issuer: 'services/issuer/src/describe-issuer.ts', dsure: 'services/dsure/src/contract.ts' };
const examplesIn = {
  issuer: 'examples.ts beside its schemas.ts, and that to services/issuer/src/examples.ts',
  dsure: 'services/dsure/src/examples.ts',
};

/** Whoever has a token at all may ask who it is, and end a session. */
const forEveryCaller = ['readMe', 'signOut'];

for (const service of services) {
  const reader = new ContractReader(service);
  const contract = reader.contract as never as { tags: { name: string }[] } & Parameters<typeof operationsOf>[0];
  const operations = operationsOf(contract);
  const none = (name: string, faultsOf: (operation: NamedOperation) => string[]) =>
    t.test(`${service}: each operation has ${name}`, async (t) => {
      t.ok(operations.length > 10);
      t.strictSame(
        operations.flatMap((one) => faultsOf(one).map((fault) => `${one.operationId}: ${fault}`)),
        [],
      );
    });

  none('a name of its own', ({ operationId }) => [
    ...(/^[a-z][A-Za-z]+$/.test(operationId)
      ? []
      : ['its operationId is no name; it is that of the file, as in CONTRIBUTING.md']),
    ...(operations.filter((one) => one.operationId === operationId).length === 1 ? [] : ['its operationId is taken']),
  ]);

  none('one tag that the contract describes', ({ tags = [] }) => {
    const known = contract.tags.map(({ name }) => name);
    if (tags.length === 1 && known.includes(tags[0]!)) return [];
    return [
      `its tags are ${JSON.stringify(tags)}; give it one of ${known.join('、')}, or describe a new one (${describedIn[service]})`,
    ];
  });

  none('a summary in Japanese and English', ({ summary = '' }) =>
    /^[^/]*[ぁ-んァ-ヶ一-龠々]+.* \/ [ -~]+$/.test(summary)
      ? []
      : [`its summary is '${summary}'; write it in its route as '請負工事を登録する / Register works'`],
  );

  none('its scope, and says who may call', ({ operationId, security = [], description = '' }) => {
    const tokens = security.flatMap((one) => (one.accessToken ? [one.accessToken] : []));
    const missing = tokens.some((scopes) => scopes.length === 0) && !forEveryCaller.includes(operationId);
    return [
      ...(missing ? ['its rule names no scope; give allow(…) one (accounts/operation-rules.ts)'] : []),
      ...(/call/.test(description) ? [] : ['its rule does not say who may call it (callers)']),
    ];
  });

  none('all its problem responses', (operation) =>
    expectedProblems(operation)
      .filter((status) => !isProblem(operation.responses[status]))
      .map((status) => `it does not declare ${status}; add it to problemResponses(…) of its route`),
  );

  none('examples of what it takes and answers, and each is valid', (operation) => [
    ...mediaOf(operation).flatMap(({ where, type, media }) => {
      const name = media.schema?.$ref?.split('/').at(-1);
      const how = name ? `exampleOf(${name}, {…})` : `exampleAt('${operation.operationId}', …)`;
      if (isBytes(type)) return [];
      if (media.example === undefined) return [`${where} has no example; add ${how} to ${examplesIn[service]}`];
      return reader.faults(media.schema!, media.example).map((fault) => `the example of ${where} is wrong: ${fault}`);
    }),
    ...parametersOf(operation).flatMap(({ name, example, schema }) => {
      const upTo = operation.path.split(`{${name}}`, 1)[0];
      if (example === undefined)
        return [`${name} has no example; add exampleIn('${upTo}{${name}}', '…') to ${examplesIn[service]}`];
      return reader.faults(schema, example).map((fault) => `the example of ${name} is wrong: ${fault}`);
    }),
  ]);
}

/** What makes a pattern begin anew at each character: much that may fit, and an end that does not. */
const tiring = ['a', 'A', ' ', '0', '9', 'あ', '-', 'a.', '..'].map((one) => `${one.repeat(40_000)}\u0001`);

t.test('no pattern of a contract is slow with any text', async (t) => {
  const patterns = services.flatMap((service) => patternsIn(new ContractReader(service).contract));
  t.ok(new Set(patterns).size > 5);
  for (const pattern of new Set(patterns)) {
    const begun = process.cpuUsage();
    for (const text of tiring) new RegExp(pattern, 'u').test(text);
    t.ok(process.cpuUsage(begun).user < 500_000, pattern);
  }
});

function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { pattern } = value as { pattern?: unknown };
  return [...(typeof pattern === 'string' ? [pattern] : []), ...Object.values(value).flatMap(patternsIn)];
}

function expectedProblems({ parameters = [], requestBody, security = [], method }: NamedOperation): string[] {
  const has = (name: string) => parameters.some((one) => one.in === 'header' && one.name === name);
  return [
    ...['400', '500', '503'],
    ...(security.length > 0 ? ['401', '403'] : []),
    ...(requestBody ? ['413', '415'] : []),
    ...(has('idempotency-key') ? ['409', '422'] : []),
    ...(has('if-match') ? ['412', '428'] : []),
    ...(method === 'get' && parameters.some((one) => one.in === 'path') ? ['404'] : []),
  ];
}

interface Media {
  schema?: Schema;
  example?: unknown;
}

const isProblem = (response: object | undefined) =>
  (response as { content?: Record<string, Media> })?.content?.['application/problem+json']?.schema?.$ref ===
  '#/components/schemas/Problem';

const isBytes = (type: string) =>
  ['application/pdf', 'image/jpeg', 'image/png', 'message/rfc822', 'multipart/form-data'].includes(type);

function mediaOf({ requestBody, responses }: ContractOperation) {
  const listed = (where: string, content: Record<string, Media> = {}) =>
    Object.entries(content).map(([type, media]) => ({ where, type, media }));
  return [
    ...listed('its body', requestBody?.content as Record<string, Media>),
    ...Object.entries(responses as Record<string, { content?: Record<string, Media> }>)
      .filter(([status]) => status < '400')
      .flatMap(([status, { content }]) => listed(`its answer ${status}`, content)),
  ];
}

const parametersOf = ({ parameters = [] }: ContractOperation) =>
  (parameters as { in: string; name: string; example?: unknown; schema: Schema }[]).filter((one) => one.in === 'path');
