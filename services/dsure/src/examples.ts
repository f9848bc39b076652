import { healthExamples } from '@e-surety/service-kit/health';
import { type Example, exampleAt, exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { metricsExamples } from '@e-surety/service-kit/metrics';
import { AcknowledgementSchema, RecordedAcknowledgementSchema } from './acknowledgements/schemas.js';
import { DepositConfirmationSchema, DepositSchema, KeyReplacementSchema } from './deposits/schemas.js';
import { EventFeedSchema } from './events/schemas.js';
import { IssuerKeySetSchema, IssuerListSchema } from './issuers/schemas.js';
import { guaranteeNumber, lookUpExamples } from './look-ups/examples.js';

/** Shortened: real ones are thousands of characters long. */
const jws = 'eyJhbGciOiJFUzI1NiJ9.eyJmb3JtYXQiOiJlc3VyZXR5In0.c2lnbmF0dXJl';
const jwe = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn';

const parts = { certificate: jwe, pdf: jwe };

const acknowledgement = {
  result: 'accepted' as const,
  reason: '',
  declaredBy: { organisation: '富士見町', department: '建設課', name: '見本 太郎' },
};

/** What the contract shows of each body, answer and parameter: ○○建設 and 富士見町 throughout. */
export const examples: Example[] = [
  ...healthExamples,
  ...metricsExamples,
  ...lookUpExamples,
  exampleIn('/v1/certificates/{guaranteeNumber}', guaranteeNumber),
  exampleIn('/v1/certificates/{guaranteeNumber}/revisions/{revision}', '0'),
  exampleIn('/v1/certificates/{guaranteeNumber}/key-generations/{keyGeneration}', '2'),
  exampleOf(DepositSchema, { envelope: jws, parts }),
  exampleOf(KeyReplacementSchema, { envelope: jws, revisions: [parts] }),
  exampleOf(DepositConfirmationSchema, {
    ...{ guaranteeNumber, revision: 0, keyGeneration: 1, depositedAt: '2026-11-20T01:00:00.000Z' },
    envelopeDigest: 'd354qsGeWjeqv1gp_L-zupisiXLzjnSvAqZ8J1NLV-U',
  }),
  exampleOf(AcknowledgementSchema, acknowledgement),
  exampleOf(RecordedAcknowledgementSchema, {
    ...{ id: '4fef393b-5a8d-448b-bd8d-3116de22485c', guaranteeNumber, revision: 0 },
    ...{ ...acknowledgement, declaredAt: '2026-11-22T01:00:00.000Z' },
  }),
  exampleAt('viewCertificateJws', jws),
  exampleOf(EventFeedSchema, {
    events: [
      {
        ...{ id: '0e3c2f9b-51c6-4c53-9d9c-2f4f3f2f8a11', type: 'certificate.viewed' },
        ...{ at: '2026-11-22T01:00:00.000Z', guaranteeNumber, revision: 0 },
      },
    ],
    ...{ next: 'MTIzNDU2Nzg5OjQy', more: false },
  }),
  exampleIn('/v1/issuers/{issuer}', 'mihon'),
  exampleOf(IssuerListSchema, {
    issuers: [
      {
        ...{ id: 'mihon', name: '見本建設業保証株式会社', numberPrefix: '12' },
        contacts: [{ name: '長野支店', phone: '026-000-0000', hours: '9:00~17:00(土曜・日曜・祝日・年末年始を除く)' }],
      },
    ],
  }),
  exampleOf(IssuerKeySetSchema, {
    keys: [
      {
        ...{ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' },
        x: 'DX1bcYFLURtSxyQiz54iz_cUZcWuAYTAvyrom7Gn9tg',
        y: 'wMYyC6s0jFfbGSLamdUMS7t-3sb0J7Qy5rIDmBG9YEc',
        kid: 'JxWVxGZ8bnwafdETuLQk9GxmqtWiM6UQZ_54p0MqZzg',
        ...{ purpose: 'certificate', status: 'active', compromisedSince: null },
      },
    ],
  }),
];
