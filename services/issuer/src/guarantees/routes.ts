import {
  certificateForms,
  formatAuthenticationKey,
  guaranteeKinds,
  guaranteeStatuses,
  isGuaranteeNumber,
  type OrdererCode,
  parseOrdererCode,
  todayInTokyo,
} from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller, sightOf } from '../accounts/caller.js';
import { guaranteeNumberPath, idempotencyHeader, instant, oneOf, ref, searchText } from '../contract.js';
import { idempotently } from '../idempotency/idempotently.js';
import { invalidQuery, limitOf, pageOf, pageQuery, readInstant, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { findIssuedGuarantee } from './find-own.js';
import { presentGuarantee, presentSummary } from './present.js';
import { readAuthenticationKey } from './read-authentication-key.js';
import { recordDispatch } from './record-dispatch.js';
import {
  AuthenticationKeySchema,
  DispatchInput,
  ExternalReferenceInput,
  GuaranteeList,
  GuaranteeSchema,
  guaranteeSchemas,
} from './schemas.js';
import { setExternalReference } from './set-external-reference.js';
import { listGuarantees } from './store.js';

const tags = ['保証契約'];

export function guaranteeRoutes(app: Server, world: World): void {
  const { db, now } = world;
  for (const schema of guaranteeSchemas) app.addSchema(schema);

  app.get(
    '/v1/guarantees',
    {
      schema: {
        operationId: 'listGuarantees',
        summary: '保証契約一覧 / List guarantees',
        tags,
        querystring: Type.Object(
          {
            ...pageQuery,
            form: Type.Optional(oneOf(certificateForms)),
            kind: Type.Optional(oneOf(guaranteeKinds)),
            status: Type.Optional(oneOf(guaranteeStatuses)),
            orderer: Type.Optional(searchText(20, '発注者コード')),
            delivery: Type.Optional(oneOf(['waiting', 'dispatched'], '証書(紙)の受渡し。waiting は発送待ち(郵送待ち)')),
            branch: Type.Optional(searchText(60, '申込送信先')),
            externalReference: Type.Optional(
              searchText(100, '貴社の管理番号(保証契約か、その申込のものと完全に一致するもの)'),
            ),
            updatedAfter: Type.Optional(instant),
            q: Type.Optional(searchText(60, '保証契約番号・工事名・会社名・発注者名の一部')),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(GuaranteeList) },
      },
    },
    async (request) => {
      const { form, kind, status, orderer, delivery, branch, externalReference, updatedAfter, q, cursor } =
        request.query;
      const today = todayInTokyo(now());
      const limit = limitOf(request.query);
      const found = await listGuarantees(
        db,
        {
          sight: sightOf(caller.of(request)),
          form: form ?? null,
          kind: kind ?? null,
          status: status ?? null,
          orderer: orderer === undefined ? null : ordererOf(orderer),
          delivery: delivery ?? null,
          branch: branch ?? null,
          externalReference: externalReference ?? null,
          updatedAfter: updatedAfter === undefined ? null : instantOf(updatedAfter),
          q: q ?? null,
          before: readTimeCursor(cursor, isGuaranteeNumber),
          limit: limit + 1,
        },
        today,
      );
      const { rows, next } = pageOf(found, limit, ({ row }) =>
        timeCursor({ createdAt: row.createdAt, id: row.guaranteeNumber }),
      );
      return { guarantees: rows.map((row) => presentSummary(row, today)), next };
    },
  );

  app.get(
    '/v1/guarantees/:guaranteeNumber',
    {
      schema: {
        operationId: 'readGuarantee',
        summary: '保証契約の詳細 / Read a guarantee',
        tags,
        params: guaranteeNumberPath,
        response: { 200: ref(GuaranteeSchema), ...problemResponses(404, 409) },
      },
    },
    async (request) => {
      const guarantee = await findIssuedGuarantee(db, request.params.guaranteeNumber, caller.of(request));
      return presentGuarantee(guarantee, todayInTokyo(now()));
    },
  );

  app.post(
    '/v1/guarantees/:guaranteeNumber/dispatch',
    {
      schema: {
        operationId: 'recordDispatch',
        summary:
          '証書(紙)を発送したこと(窓口で渡したこと)を記録する / Record that a paper certificate was sent or handed over',
        tags,
        params: guaranteeNumberPath,
        headers: idempotencyHeader,
        body: ref(DispatchInput),
        response: { 200: ref(GuaranteeSchema), ...problemResponses(404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(db, now(), request, reply, async (tx) => {
        const known = caller.of(request);
        const guarantee = await findIssuedGuarantee(tx, request.params.guaranteeNumber, known);
        await recordDispatch(tx, known.actor, guarantee, request.body, now());
        const dispatched = await findIssuedGuarantee(tx, request.params.guaranteeNumber, known);
        return { status: 200, body: presentGuarantee(dispatched, todayInTokyo(now())) };
      }),
  );

  app.put(
    '/v1/guarantees/:guaranteeNumber/external-reference',
    {
      schema: {
        operationId: 'setExternalReference',
        summary:
          '保証契約に貴社の管理番号を付ける。null で外す / Give a guarantee your own reference; null takes it away',
        description:
          'クライアントごとに一意。すでに使った番号は409で、それを付けた保証契約の番号を facts.guaranteeNumber で示します。',
        tags,
        params: guaranteeNumberPath,
        body: ref(ExternalReferenceInput),
        response: { 200: ref(GuaranteeSchema), ...problemResponses(404, 409) },
      },
    },
    (request) =>
      db.transaction(async (tx) => {
        const known = caller.of(request);
        const { guaranteeNumber } = request.params;
        const guarantee = await findIssuedGuarantee(tx, guaranteeNumber, known);
        await setExternalReference(tx, known.actor, guarantee, request.body.externalReference, now());
        return presentGuarantee(await findIssuedGuarantee(tx, guaranteeNumber, known), todayInTokyo(now()));
      }),
  );

  app.get(
    '/v1/guarantees/:guaranteeNumber/authentication-key',
    {
      schema: {
        operationId: 'readAuthenticationKey',
        summary: '認証キーを読む。読んだことは記録される / Read the authentication key; each reading is recorded',
        tags,
        params: guaranteeNumberPath,
        response: { 200: ref(AuthenticationKeySchema), ...problemResponses(404, 409) },
      },
    },
    async (request) => {
      const known = caller.of(request);
      const guarantee = await findIssuedGuarantee(db, request.params.guaranteeNumber, known);
      const key = await readAuthenticationKey(world, guarantee, { actor: known.actor, as: 'key' });
      return {
        guaranteeNumber: guarantee.row.guaranteeNumber,
        authenticationKey: formatAuthenticationKey(key),
        keyGeneration: guarantee.row.keyGeneration,
        lookUpUrl: world.dsure.publicUrl,
      };
    },
  );
}

function ordererOf(typed: string): OrdererCode {
  const code = parseOrdererCode(typed);
  if (code === null) {
    throw invalidQuery('/orderer', 'not_an_orderer', '発注者コードの形式が違います。', '全国地方公共団体コードなど');
  }
  return code;
}

function instantOf(typed: string): Date {
  const instant = readInstant(typed);
  if (instant === null) {
    throw invalidQuery('/updatedAfter', 'not_an_instant', '日時として読めません。', '例: 2026-11-10T09:00:00+09:00');
  }
  return instant;
}
