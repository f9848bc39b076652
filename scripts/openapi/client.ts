import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { root } from '../root.js';
import { type Contract, contractFile, type NamedOperation, operationsOf, type ServiceName } from './contracts.js';

/** What is printed for one door of the client, by file. */
export async function clientFilesOf(service: ServiceName, contract: string): Promise<Record<string, string>> {
  const folder = join(root, 'packages/client/src', service);
  const head = `// Printed from openapi/${service}.json by \`npm run openapi\`. Changes go into the routes of the service.\n`;
  const document = JSON.parse(contract) as Contract;
  return {
    [join(folder, 'contract.ts')]: head + (await typesOf(document)),
    [join(folder, 'operation-table.ts')]: head + tableOf(operationsOf(document)),
  };
}

export const printedFiles = (service: ServiceName) => [
  contractFile(service),
  ...['contract.ts', 'operation-table.ts'].map((name) => join(root, 'packages/client/src', service, name)),
];

/** Bodies, answers and parameters as types. All refusals are of one form, which the client has once. */
async function typesOf(contract: Contract): Promise<string> {
  const nodes = await openapiTypescript(JSON.stringify(withoutProblems(contract)), { transform: filesAreBlobs });
  return astToString(nodes.filter(isWanted));
}

const filesAreBlobs = (schema: object) =>
  'contentMediaType' in schema && schema.contentMediaType === 'application/octet-stream'
    ? ts.factory.createTypeReferenceNode(ts.factory.createIdentifier('Blob'))
    : undefined;

const isWanted = (node: ts.Node) =>
  ts.isInterfaceDeclaration(node) && ['components', 'operations'].includes(node.name.text);

function withoutProblems(contract: Contract): Contract {
  const copy = structuredClone(contract);
  for (const operation of Object.values(copy.paths).flatMap((methods) => Object.values(methods)))
    for (const status of Object.keys(operation.responses)) if (status >= '400') delete operation.responses[status];
  return copy;
}

function tableOf(operations: NamedOperation[]): string {
  const lines = operations.map((one) => `  ${one.operationId}: ${JSON.stringify(lineOf(one))},\n`);
  return `import type { Operation } from '../call/operation.js';
import type { operations } from './contract.js';

export const operationTable: Record<keyof operations, Operation> = {
${lines.join('')}};
`;
}

function lineOf({
  method,
  path,
  parameters = [],
  requestBody,
  security = [],
  'x-repeatable': repeatable,
}: NamedOperation) {
  const [body] = Object.keys(requestBody?.content ?? {});
  const credentials = security.flatMap((scheme) => Object.keys(scheme));
  return {
    method: method.toUpperCase(),
    path,
    ...(body && { body }),
    ...(parameters.some(({ name }) => name === 'idempotency-key') && { idempotencyKey: true }),
    ...(repeatable && { repeatable }),
    ...(credentials.length > 0 && { credentials }),
  };
}
