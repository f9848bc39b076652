import { guaranteeKinds } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { FindingSchema } from '../applications/finding-schema.js';
import { idempotencyHeader, oneOf, ref, uuid } from '../contract.js';
import type { Database } from '../db/database.js';
import { idempotently } from '../idempotency/idempotently.js';
import { quote } from './quote.js';
import { recordFeeReceipt } from './record-fee-receipt.js';
import { ChargeLine, FeeReceiptInput, FeeReceiptSchema, FeeSchema, QuoteInput, QuoteSchema } from './schemas.js';

const tags = ['保証料'];

export function feeRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  for (const schema of [
    FeeSchema,
    ChargeLine,
    FindingSchema,
    QuoteInput,
    QuoteSchema,
    FeeReceiptInput,
    FeeReceiptSchema,
  ]) {
    app.addSchema(schema);
  }

  app.post(
    '/v1/quotes',
    {
      schema: {
        operationId: 'quote',
        summary: '保証料を見積もる。何も保存しない',
        tags,
        body: ref(QuoteInput),
        response: { 200: ref(QuoteSchema), ...problemResponses(404) },
      },
    },
    (request) => quote(db, request.body, now()),
  );

  app.post(
    '/v1/applications/:id/guarantees/:kind/fee-receipt',
    {
      schema: {
        operationId: 'recordFeeReceipt',
        summary: '保証料の入金を記録する。足りれば発行が始まる',
        tags,
        params: Type.Object({ id: uuid, kind: oneOf(guaranteeKinds) }),
        headers: idempotencyHeader,
        body: ref(FeeReceiptInput),
        response: { 200: ref(FeeReceiptSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const application = await findOwnApplication(tx, request.params.id, known, { forUpdate: true });
        const { kind } = request.params;
        return { status: 200, body: await recordFeeReceipt(tx, known.actor, application, kind, request.body, now()) };
      }),
  );
}
