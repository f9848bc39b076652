import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { breakingChanges } from '../openapi/breaking.js';
import { respelled } from '../openapi/breaking-schema.js';
import { type Contract, contractFile } from '../openapi/contracts.js';

const text = readFileSync(contractFile('issuer'), 'utf8');

interface Media {
  schema: Shape;
}
interface Shape {
  properties: Record<string, Shape>;
  required: string[];
  enum: string[];
  anyOf: Shape[];
  maxLength: number;
  type: string;
}
interface Operation {
  parameters: { name: string; in: string; required: boolean; schema: Shape }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content: Record<string, Media> }>;
  security: Record<string, string[]>[];
}

/** What a change of the real contract breaks. */
function after(change: (schemas: Record<string, Shape>, paths: Record<string, Record<string, Operation>>) => void) {
  const changed = JSON.parse(text) as Contract;
  change(changed.components.schemas as never, changed.paths as never);
  return breakingChanges(JSON.parse(text) as Contract, changed);
}

t.test('a contract breaks nothing of itself, nor by what is added', async (t) => {
  t.strictSame(
    after((schemas, paths) => {
      schemas.Works!.properties.colour = { type: 'string' } as Shape;
      schemas.Works!.required.push('colour');
      schemas.WorksBody!.properties.colour = { type: 'string' } as Shape;
      schemas.Application!.properties.status!.enum.push('archived');
      schemas.BillingPartyInput!.properties.name!.maxLength += 1;
      paths['/v1/colours'] = { get: { ...paths['/v1/branches']!.get!, operationId: 'listColours' } as Operation };
      paths['/v1/works']!.get!.parameters.push({ name: 'q', in: 'query', required: false, schema: {} as Shape });
    }),
    [],
  );
});

t.test('a pattern that is written in another way accepts what it accepted', async (t) => {
  const text = fc.string({ unit: fc.constantFrom(...'a髙 \u3000\t\n\u0000\u0085\ud842') });
  for (const [was, is] of respelled) {
    fc.assert(fc.property(text, (one) => new RegExp(was, 'u').test(one) === new RegExp(is, 'u').test(one)));
  }
  t.ok(respelled.size > 0);
});

t.test('what was there is missed', async (t) => {
  const gone = after((schemas, paths) => {
    delete paths['/v1/quotes'];
    delete schemas.AuthenticationKey!.properties.lookUpUrl;
    delete schemas.WorksInput!.properties.tenderNumber;
    schemas.Message!.required = schemas.Message!.required.filter((name) => name !== 'author');
    paths['/v1/works']!.get!.parameters = paths['/v1/works']!.get!.parameters.filter(({ name }) => name !== 'cursor');
    delete paths['/v1/applications/{id}/attachments/{attachmentId}']!.get!.responses['200']!.content['image/png'];
  });
  for (const fault of [
    'quote is gone',
    'readAuthenticationKey: the answer 200/lookUpUrl is gone',
    'createApplication: the body/works/tenderNumber is gone',
    'postMessage: the answer 201/author may be missing now',
    'listWorks: query cursor is gone',
    'readAttachment: the answer 200 is no longer image/png',
  ])
    t.ok(gone.includes(fault), `${fault}\n${gone.join('\n')}`);
});

t.test('what was right and is refused now is found', async (t) => {
  const refused = after((schemas, paths) => {
    schemas.MessageInput!.properties.urgent = { type: 'boolean' } as Shape;
    schemas.MessageInput!.required.push('urgent');
    schemas.WorksBody!.properties.subject!.enum = ['construction'];
    schemas.BillingPartyInput!.properties.name!.maxLength = 10;
    schemas.WorksBody!.properties.number = { type: 'string' } as Shape;
    paths['/v1/me']!.get!.security = [{ accessToken: ['users'] }];
    paths['/v1/works']!.get!.parameters.find(({ name }) => name === 'limit')!.required = true;
    paths['/v1/applications/{id}/claim']!.post!.requestBody = paths['/v1/works']!.post!.requestBody!;
  });
  for (const fault of [
    'postMessage: the body/urgent is required now',
    'createWorks: the body/subject no longer accepts consulting',
    'addBillingParty: the body/name has another maxLength: 10',
    'createWorks: the body/number no longer accepts null',
    'readMe: who has {"session":[]} is no longer let in',
    'listWorks: query limit is required now',
    'claimApplication: a body is required now',
  ])
    t.ok(refused.includes(fault), `${fault}\n${refused.join('\n')}`);
});

t.test('an answer that is another than it was is found', async (t) => {
  const other = after((schemas, paths) => {
    schemas.Works!.properties.place = { anyOf: [schemas.Works!.properties.place!, { type: 'null' }] } as Shape;
    schemas.Works!.properties.contractPrice!.type = 'string';
    const { '201': created, ...others } = paths['/v1/works']!.post!.responses;
    paths['/v1/works']!.post!.responses = { ...others, '200': created! };
  });
  for (const fault of [
    'readWorks: the answer 200/place may be null now',
    'readWorks: the answer 200/contractPrice is string and was integer',
    'createWorks: it no longer answers 201',
  ])
    t.ok(other.includes(fault), `${fault}\n${other.join('\n')}`);
});
