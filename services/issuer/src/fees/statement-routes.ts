import { attachment, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller, sightOf } from '../accounts/caller.js';
import { file, guaranteeNumberPath, oneOf, ref, searchText } from '../contract.js';
import { findIssuedGuarantee } from '../guarantees/find-own.js';
import { isUuid, limitOf, pageOf, pageQuery, readTimeCursor, timeCursor } from '../paging.js';
import type { World } from '../world.js';
import { lumpSumList } from './lump-sum-list.js';
import { printStatement } from './print-statement.js';
import type { StatementFacts } from './statement-facts.js';
import { FeeStatementList, FeeStatementSummary, Month, presentStatement, statementTypes } from './statement-schemas.js';
import { listFeeStatements, listLumpSumFees } from './statement-store.js';

const tags = ['保証料'];
const closed = { additionalProperties: false };

export function statementRoutes(app: Server, { db, papers }: Pick<World, 'db' | 'papers'>): void {
  for (const schema of [FeeStatementSummary, FeeStatementList]) app.addSchema(schema);

  app.get(
    '/v1/fee-statements',
    {
      schema: {
        operationId: 'listFeeStatements',
        summary:
          '保証料計算書一覧。支店の審査担当者には、その支店に申し込まれた分 / List fee and refund statements; for an underwriter those of its branches',
        tags,
        querystring: Type.Object(
          { ...pageQuery, type: Type.Optional(oneOf(statementTypes)), month: Type.Optional(Month) },
          closed,
        ),
        response: { 200: ref(FeeStatementList) },
      },
    },
    async (request) => {
      const { type, month, cursor } = request.query;
      const limit = limitOf(request.query);
      const found = await listFeeStatements(db, {
        sight: sightOf(caller.of(request)),
        type: type ?? null,
        month: month ?? null,
        before: readTimeCursor(cursor, isUuid),
        limit: limit + 1,
      });
      const { rows, next } = pageOf(found, limit, timeCursor);
      return { feeStatements: rows.map(presentStatement), next };
    },
  );

  app.get(
    '/v1/fee-statements/lump-sum.csv',
    {
      schema: {
        operationId: 'listLumpSumFees',
        summary:
          "一括納付の月次一覧(CSV、UTF-8 BOM付き)。請求先ごとの小計と合計。支店の審査担当者には、その支店に申し込まれた分 / List a month's lump-sum fees (CSV, UTF-8 with BOM) with totals for each billing party",
        tags,
        querystring: Type.Object(
          { month: Month, contractor: Type.Optional(searchText(60, '会社(審査担当者のみ)')) },
          closed,
        ),
        response: { 200: file('text/csv', '一括納付の月次一覧') },
      },
    },
    async (request, reply) => {
      const { month, contractor } = request.query;
      const own = sightOf(caller.of(request));
      const sight = { ...own, contractorId: own.contractorId ?? contractor ?? null };
      const list = lumpSumList(month, await listLumpSumFees(db, { sight, month }));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', attachment(`一括納付_${month}.csv`, `lump-sum_${month}.csv`))
        .send(Buffer.from(list, 'utf8'));
    },
  );

  const statement = (path: string, operationId: string, type: StatementFacts['type'], name: string, summary: string) =>
    app.get(
      `/v1/guarantees/:guaranteeNumber/${path}.pdf`,
      {
        schema: {
          operationId,
          summary,
          tags,
          params: guaranteeNumberPath,
          querystring: revisionOfStatement,
          response: { 200: file('application/pdf', name), ...problemResponses(404, 409) },
        },
      },
      async (request, reply) => {
        const { row } = await findIssuedGuarantee(db, request.params.guaranteeNumber, caller.of(request));
        const { guaranteeNumber } = row;
        const asked = request.query.revision === undefined ? null : Number(request.query.revision);
        const { revision, pdf } = await printStatement({ db, papers }, { guaranteeNumber, type, revision: asked });
        const fileName = `${guaranteeNumber}_${revision}.pdf`;
        return reply
          .type('application/pdf')
          .header('content-disposition', attachment(`${name}_${fileName}`, `${path}_${fileName}`))
          .send(pdf);
      },
    );
  statement(
    'fee-statement',
    'readFeeStatement',
    'fee',
    '保証料計算書',
    '保証料計算書(PDF): 当初の保証料、または変更の追加保証料 / Download the fee statement of the issue or of a change (PDF)',
  );
  statement(
    'refund-statement',
    'readRefundStatement',
    'refund',
    '保証料返還計算書',
    '保証料返還計算書(PDF) / Download the refund statement (PDF)',
  );
}

const revisionOfStatement = Type.Object(
  {
    revision: Type.Optional(
      Type.String({ pattern: '^(0|[1-9][0-9]{0,3})$', description: '版。省略すると最新の計算書' }),
    ),
  },
  closed,
);
