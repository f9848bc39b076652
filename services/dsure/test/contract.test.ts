import { readFileSync } from 'node:fs';
import { digestOf } from '@e-surety/seal/format';
import { compareTables } from '@e-surety/service-kit/postgres';
import t from 'tap';
import { contractFile, contractOf } from '../../../scripts/openapi/contracts.js';
import { walkContract } from '../../../scripts/testing/contract-walk.js';
import { tables } from '../src/db/tables.js';
import { deposited, dump, makeReplacement, makeRevision, newCertificate, newKey, reader, startWorld } from './world.js';

const world = await startWorld(t);
const { app, mihon, lookUp } = world;

t.test('the contract in openapi/ is the one that the routes print', async (t) => {
  t.equal(readFileSync(contractFile('dsure'), 'utf8'), contractOf('dsure'));
});

t.test('the tables in code are those of the migrations', async (t) => {
  t.strictSame(await compareTables(world.postgres.sql, tables), []);
});

t.test('whatever is wrong with a request is refused by name, and nothing is stored', async (t) => {
  const { key, made, guaranteeNumber } = await deposited(mihon);
  const fresh = await makeRevision(mihon, newCertificate(mihon), newKey());
  const replacement = await makeReplacement(mihon, [made], newKey());
  const { view } = (await lookUp(key)).json() as { view: { token: string } };
  const signed = async () => ({ authorization: `Bearer ${await mihon.call()}` });
  const viewing = async () => ({
    path: { guaranteeNumber, revision: '0' },
    headers: { authorization: `Bearer ${view.token}` },
  });

  const before = digestOf(await dump(world));
  const { requests, faults } = await walkContract({
    app,
    reader,
    right: {
      depositRevision: async () => ({
        path: { guaranteeNumber: fresh.certificate.guaranteeNumber, revision: '0' },
        headers: await signed(),
        body: fresh.body,
      }),
      listEvents: async () => ({ headers: await signed() }),
      replaceKey: async () => ({
        path: { guaranteeNumber, keyGeneration: '2' },
        headers: await signed(),
        body: replacement.body,
      }),
      lookUpCertificate: async () => ({ body: { authenticationKey: key, guaranteeNumber } }),
      lookUpCertificates: async () => ({ body: { lookUps: [{ authenticationKey: key, guaranteeNumber }] } }),
      exportLookUps: async () => ({ body: { lookUps: [{ authenticationKey: key, guaranteeNumber }] } }),
      crossCheckCertificate: async () => ({
        body: {
          authenticationKey: key,
          guaranteeNumber,
          facts: {
            ...{ worksNumber: '建-8-123', contractorName: '○○建設', contractPrice: 1, requiredAmount: 1 },
            ...{ worksPeriodFrom: '2026-11-11', worksPeriodTo: '2027-03-19' },
          },
        },
      }),
      acknowledgeCertificate: async () => ({
        ...(await viewing()),
        body: {
          ...{ result: 'accepted', reason: '' },
          declaredBy: { organisation: '富士見町', department: '建設課', name: '見本 太郎' },
        },
      }),
      viewReceipt: viewing,
      viewCertificatePdf: viewing,
      viewCertificateJws: viewing,
    },
    alsoWrong: {
      lookUpCertificate: {
        '/authenticationKey': [`${key}0`, key.slice(2), key.replace(/.$/, '*')],
        '/guaranteeNumber': ['12', '12-08-0000123-0', '一二'],
      },
    },
  });
  t.strictSame(faults, []);
  t.ok(requests > 150, `${requests} requests`);
  t.equal(digestOf(await dump(world)), before);
});
