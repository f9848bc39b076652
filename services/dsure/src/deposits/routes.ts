import { bodyLimits, type Deposit, type KeyReplacement } from '@e-surety/seal/format';
import { ref, type Server } from '@e-surety/service-kit/http';
import type { Database } from '@e-surety/service-kit/postgres';
import { problemResponses } from '@e-surety/service-kit/problems';
import type { FastifyReply } from 'fastify';
import { guaranteeNumberIn } from '../guarantee-number.js';
import type { DsureMetrics } from '../metrics.js';
import { type Answer, confirmationOf } from './answer.js';
import { depositRevision } from './deposit-revision.js';
import { caller } from './issuer-call.js';
import { replaceKey } from './replace-key.js';
import {
  DepositConfirmationSchema,
  DepositSchema,
  depositSchemas,
  KeyGenerationPath,
  KeyReplacementSchema,
  RevisionPath,
} from './schemas.js';

const answers = {
  200: ref(DepositConfirmationSchema),
  201: ref(DepositConfirmationSchema),
  ...problemResponses(409, 422),
};

export function depositRoutes(app: Server, world: { db: Database; now: () => Date; metrics: DsureMetrics }): void {
  for (const schema of depositSchemas) app.addSchema(schema);
  const { db, now, metrics } = world;

  app.put(
    '/v1/certificates/:guaranteeNumber/revisions/:revision',
    {
      bodyLimit: bodyLimits.deposit,
      schema: {
        operationId: 'depositRevision',
        summary: '電子証書の1つの版を登録する / Deposit one revision of a certificate',
        description: '同じ内容の再送には200で同じ答えを返します。再送ごとに新しい jti が必要です。',
        tags: ['登録'],
        params: RevisionPath,
        body: ref(DepositSchema),
        response: answers,
      },
    },
    async (request, reply) => {
      const answer = await depositRevision(db, {
        caller: caller.of(request),
        guaranteeNumber: guaranteeNumberIn(request.params.guaranteeNumber, 'path'),
        revision: Number(request.params.revision),
        deposit: request.body satisfies Deposit,
        now: now(),
      });
      metrics.deposits.inc({ operation: 'depositRevision', result: answer.created ? 'created' : 'repeated' });
      return confirm(reply, answer);
    },
  );

  app.put(
    '/v1/certificates/:guaranteeNumber/key-generations/:keyGeneration',
    {
      bodyLimit: bodyLimits.keyReplacement,
      schema: {
        operationId: 'replaceKey',
        summary: '認証キーを取り替える(再発行) / Replace the authentication key of a guarantee',
        description: '全ての版を封緘し直したものを一度に受け取り、古い認証キーをその瞬間に無効にします。',
        tags: ['登録'],
        params: KeyGenerationPath,
        body: ref(KeyReplacementSchema),
        response: answers,
      },
    },
    async (request, reply) => {
      const answer = await replaceKey(db, {
        caller: caller.of(request),
        guaranteeNumber: guaranteeNumberIn(request.params.guaranteeNumber, 'path'),
        keyGeneration: Number(request.params.keyGeneration),
        replacement: request.body satisfies KeyReplacement,
        now: now(),
      });
      metrics.deposits.inc({ operation: 'replaceKey', result: answer.created ? 'created' : 'repeated' });
      return confirm(reply, answer);
    },
  );
}

function confirm(reply: FastifyReply, { created, row }: Answer) {
  return reply.code(created ? 201 : 200).send(confirmationOf(row));
}
