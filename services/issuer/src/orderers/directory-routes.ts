import { type CalendarDay, parseOrdererCode, todayInTokyo } from '@e-surety/domain';
import type { Server } from '@e-surety/service-kit/http';
import { problemResponses, transportProblem } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { day, idempotencyHeader, ifMatchHeader, ref } from '../contract.js';
import type { Database } from '../db/database.js';
import { throughTheDoor } from '../door.js';
import { idempotently } from '../idempotency/idempotently.js';
import { demandIfMatch, etagOf } from '../if-match.js';
import { refuse } from '../refusals.js';
import { changeOrdererRules } from './change-rules.js';
import { importOrderers } from './import-orderers.js';
import { parseRules } from './parse-rules.js';
import { presentOrdererDetail } from './present.js';
import { OrdererRulesSchema } from './rules-schema.js';
import { ImportReport, OrdererDetail } from './schemas.js';
import { findOrderer } from './store.js';

const tags = ['発注者・支店'];

/** What admins do to the directory of public bodies. */
export function directoryRoutes(app: Server, { db, now }: { db: Database; now: () => Date }): void {
  app.addSchema(ImportReport);

  app.put(
    '/v1/orderers/:code/rules/:validFrom',
    {
      schema: {
        operationId: 'changeOrdererRules',
        summary:
          "発注者の規則を、ある日から変える。承認に使われた版は変えられない / Change an orderer's rules from a day on; a version that an approval used stays as it is",
        tags,
        params: Type.Object({ code: Type.String({ maxLength: 20 }), validFrom: day }),
        headers: ifMatchHeader,
        body: ref(OrdererRulesSchema),
        response: { 200: ref(OrdererDetail), ...problemResponses(404, 409, 412, 428) },
      },
    },
    async (request, reply) => {
      const rules = throughTheDoor((door) => parseRules(door, request.body));
      const validFrom = request.params.validFrom as CalendarDay;
      const changed = await db.transaction(async (tx) => {
        const code = parseOrdererCode(request.params.code);
        const orderer = code && (await findOrderer(tx, code, { forUpdate: true }));
        if (!orderer) throw refuse('orderer_not_found');
        demandIfMatch(request, orderer.version);
        return changeOrdererRules(tx, caller.of(request).actor, orderer, { validFrom, rules }, now());
      });
      reply.header('etag', etagOf(changed.version));
      return presentOrdererDetail(changed, todayInTokyo(now()));
    },
  );

  app.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    files.addContentTypeParser('*', (_request, _payload, done) =>
      done(transportProblem('unsupported_media_type', { detail: 'Content-Type: text/csv で送ってください。' })),
    );
    files.post(
      '/v1/orderers/imports',
      {
        bodyLimit: 4 * 1024 * 1024,
        // The bytes are read by the use case, which says line by line what is wrong with them.
        validatorCompiler: ({ schema, httpPart }) =>
          httpPart === 'body' ? Buffer.isBuffer : app.validatorCompiler!({ schema, httpPart } as never),
        schema: {
          operationId: 'importOrderers',
          summary:
            '発注者の一覧(CSV)を取り込む。二度取り込んでも同じ結果になる / Import a list of orderers (CSV); importing twice changes nothing',
          description:
            '見出しは code,prefecture,name,kana。UTF-8(BOMの有無を問わない)または Shift_JIS。受け付けない行は理由を答え、ほかの行を一度に登録する。規則は変えない。',
          tags,
          headers: idempotencyHeader,
          consumes: ['text/csv'],
          body: Type.Unsafe<Buffer>({ type: 'string', description: 'CSV' }),
          response: { 200: ref(ImportReport), ...problemResponses(409, 422) },
        },
      },
      (request, reply) =>
        idempotently(db, now(), request, reply, async (tx) => {
          const file = request.body as Buffer;
          const report: Static<typeof ImportReport> = await importOrderers(tx, caller.of(request).actor, file, now());
          return { status: 200, body: report };
        }),
    );
  });
}
