import { guaranteeKinds } from '@e-surety/domain';
import { repeatable, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { applicant, caller, sightOf } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { idempotencyHeader, oneOf, ref, searchText, uuid } from '../contract.js';
import type { Database } from '../db/database.js';
import { idempotently } from '../idempotency/idempotently.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import { addBillingParty } from './add-billing-party.js';
import { type BillingParty, listBillingParties } from './list-billing-parties.js';
import { isReceiptId, listFeeReceipts } from './list-fee-receipts.js';
import { listRefundables } from './list-refundables.js';
import { quote } from './quote.js';
import { recordFeeReceipt } from './record-fee-receipt.js';
import { recordRefundPayment } from './record-refund-payment.js';
import {
  BillingPartyInput,
  BillingPartyList,
  BillingPartySchema,
  FeeReceiptInput,
  FeeReceiptList,
  FeeReceiptSchema,
  feeSchemas,
  QuoteInput,
  QuoteSchema,
  RefundableList,
  RefundPaymentInput,
  RefundPaymentSchema,
} from './schemas.js';

const tags = ['保証料'];

export function feeRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  for (const schema of feeSchemas) app.addSchema(schema);

  app.post(
    '/v1/quotes',
    {
      schema: {
        operationId: 'quote',
        ...repeatable,
        summary: '保証料を見積もる。何も保存しない / Quote a fee; nothing is stored',
        tags,
        body: ref(QuoteInput),
        response: { 200: ref(QuoteSchema), ...problemResponses(404) },
      },
    },
    (request) => quote(db, applicant(request), request.body, now()),
  );

  app.post(
    '/v1/applications/:id/guarantees/:kind/fee-receipt',
    {
      schema: {
        operationId: 'recordFeeReceipt',
        summary:
          '保証料の入金を記録する。足りれば発行が始まる / Record the receipt of a fee; issuing begins once it is covered',
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

  app.get(
    '/v1/fee-receipts',
    {
      schema: {
        operationId: 'listFeeReceipts',
        summary: '記録された保証料の入金の一覧。追加保証料を含む / List the receipts of fees',
        tags,
        querystring: Type.Object(
          { ...pageQuery, branch: Type.Optional(searchText(60)) },
          { additionalProperties: false },
        ),
        response: { 200: ref(FeeReceiptList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const { branch = null, cursor } = request.query;
      const before = readTimeCursor(cursor, isReceiptId);
      const sight = sightOf(caller.of(request));
      const found = await listFeeReceipts(db, { sight, branch, before, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, (row) => timeCursor(row.cursor));
      return { feeReceipts: rows.map(({ cursor: _, ...receipt }) => receipt), next };
    },
  );

  app.get(
    '/v1/refundables',
    {
      schema: {
        operationId: 'listRefundables',
        summary:
          '返還一覧: 過納・発行取消・変更により返還する額 / List what is to be refunded: overpaid, voided or changed',
        tags,
        querystring: Type.Object(
          { ...pageQuery, branch: Type.Optional(searchText(60)) },
          { additionalProperties: false },
        ),
        response: { 200: ref(RefundableList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const before = readTimeCursor(request.query.cursor, isRefundId);
      const sight = sightOf(caller.of(request));
      const branch = request.query.branch ?? null;
      const { rows, next } = pageOf(
        await listRefundables(db, { sight, branch, before, limit: limit + 1 }),
        limit,
        (row) => timeCursor(row.cursor),
      );
      return { refundables: rows.map(({ cursor: _, ...refundable }) => refundable), next };
    },
  );

  app.post(
    '/v1/refund-payments',
    {
      schema: {
        operationId: 'recordRefundPayment',
        summary: '返還の支払を記録する。返還一覧から消える / Record that a refund was paid; it is listed no more',
        tags,
        headers: idempotencyHeader,
        body: ref(RefundPaymentInput),
        response: { 201: ref(RefundPaymentSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const body = await recordRefundPayment(tx, caller.of(request), request.body, now());
        return { status: 201, body };
      }),
  );

  app.get(
    '/v1/billing-parties',
    {
      schema: {
        operationId: 'listBillingParties',
        summary: '請求先の一覧 / List billing parties',
        tags,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(BillingPartyList) },
      },
    },
    async (request) => {
      const limit = limitOf(request.query);
      const before = readTimeCursor(request.query.cursor, isUuid);
      const { contractorId } = applicant(request);
      const found = await listBillingParties(db, contractorId, { before, limit: limit + 1 });
      const { rows, next } = pageOf(found, limit, timeCursor);
      return { billingParties: rows.map(presentBillingParty), next };
    },
  );

  app.post(
    '/v1/billing-parties',
    {
      schema: {
        operationId: 'addBillingParty',
        summary: '請求先を登録する / Add a billing party',
        tags,
        headers: idempotencyHeader,
        body: ref(BillingPartyInput),
        response: { 201: ref(BillingPartySchema), ...problemResponses(409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => ({
        status: 201,
        body: presentBillingParty(await addBillingParty(tx, applicant(request), request.body, now())),
      })),
  );
}

/** An application's id and a kind, or the id of a change or a statement. */
const isRefundId = (text: string): boolean => isUuid(text.split('/')[0]!) && /^[^/]+(\/[a-z_]+)?$/.test(text);

const presentBillingParty = ({ id, name, address, createdAt }: BillingParty): Static<typeof BillingPartySchema> => ({
  ...{ id, name, address },
  createdAt: createdAt.toISOString(),
});
