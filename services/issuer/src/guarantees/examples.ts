import { exampleAt, exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { applicationId, performanceFee } from '../applications/examples.js';
import { works } from '../works/examples.js';
import {
  AuthenticationKeySchema,
  DispatchInput,
  ExternalReferenceInput,
  GuaranteeList,
  GuaranteeSchema,
} from './schemas.js';

const guaranteeNumber = '12-08-0000123-3';

const { subject, name, number, place, contractDate, contractNumber, contractPrice, period: worksPeriod } = works;
const period = { from: '2026-11-10', to: '2027-03-19' };

const history = [
  {
    ...{ revision: 0, type: 'original' as const, issuedOn: '2026-11-20', effectiveOn: '2026-11-20' },
    ...{ reason: null, changes: [] },
  },
];

const certificate = {
  ...{ format: 'esurety-certificate/1' as const, guaranteeNumber, kind: 'performance' as const, revision: 0 },
  ...{ type: 'original' as const, amendments: 0, issuedOn: '2026-11-20' },
  ...{ status: 'in_force' as const, statusFrom: '2026-11-20' },
  issuer: {
    id: 'mihon',
    name: '見本建設業保証株式会社',
    address: '東京都中央区○○1-1-1',
    representative: '代表取締役社長 見本 一郎',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '○○建設 株式会社',
    address: '長野県諏訪郡富士見町○○100番地',
    signatory: { office: null, title: '代表取締役', name: '見本 正' },
    jointVenture: null,
  },
  works: { subject, name, number, place, contractDate, contractNumber, contractPrice, period: worksPeriod },
  ...{ amount: 5_000_000, period, ratio: { percent: '10.0', of: 'contractPrice' as const } },
  ...{ terms: { name: '契約保証特約(見本)', version: '2026-04' }, remarks: '', history },
};

const summary = {
  ...{ guaranteeNumber, applicationId, kind: 'performance' as const, form: 'electronic' as const },
  ...{ status: 'in_force' as const, revision: 0, amendments: 0, issuedOn: '2026-11-20' },
  orderer: { code: '203629', name: '富士見町' },
  contractor: { name: '○○建設 株式会社' },
  ...{ worksName: works.name, amount: 5_000_000, period },
  ...{
    externalReference: null,
    change: null,
    keyReplacement: null,
    delivery: null,
    updatedAt: '2026-11-20T01:00:00.000Z',
  },
};

export const guaranteeExamples = [
  exampleIn('/v1/guarantees/{guaranteeNumber}', guaranteeNumber),
  exampleOf(GuaranteeList, { guarantees: [summary], next: null }),
  exampleOf(GuaranteeSchema, {
    ...{ ...summary, certificate, history, fee: performanceFee },
    depositedAt: '2026-11-20T01:00:00.000Z',
  }),
  exampleOf(AuthenticationKeySchema, {
    guaranteeNumber,
    authenticationKey: '1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX',
    keyGeneration: 1,
    lookUpUrl: 'https://dsure.example.jp',
  }),
  exampleOf(ExternalReferenceInput, { externalReference: 'KOUJI-2026-0123' }),
  exampleOf(DispatchInput, { method: 'post', dispatchedOn: '2026-11-20', reference: '書留 123-45-67890-1' }),
  exampleAt(
    'readCertificateJws',
    'eyJhbGciOiJFUzI1NiIsInR5cCI6ImVzdXJldHktY2VydGlmaWNhdGUrandzIn0.eyJmb3JtYXQiOiJlc3VyZXR5LWNlcnRpZmljYXRlLzEifQ.c2lnbmF0dXJl',
  ),
];
