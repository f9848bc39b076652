import { calendarDay, todayInTokyo, yen } from '@e-surety/domain';
import { attachment, ref, repeatable, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { type Static, Type } from 'typebox';
import { answerBatch } from './answer-batch.js';
import { type AnswerWorld, answerLookUp } from './answer-look-up.js';
import { crossCheck, type OrderersFacts } from './cross-check.js';
import { exportLookUps } from './export-look-ups.js';
import {
  BatchAnswerSchema,
  BatchLookUpSchema,
  CrossCheckAnswerSchema,
  CrossCheckSchema,
  FoundCertificateSchema,
  LookUpSchema,
  lookUpSchemas,
  type OrderersFactsSchema,
} from './schemas.js';

const description = `
誤った認証キー・別の番号の認証キー・存在しない番号は、区別せず404です。入力の誤り(検査文字の不一致)は照会する前に400でお知らせします。
再発行された認証キーは410です。誤った照会が続く接続元には404の代わりに429を返しますが、正しい認証キーにはいつでもお答えします。`.trim();

const batchLimitsInWords =
  '一度に1件から100件まで、本文は64KBまで。呼ぶ回数に決まりはありませんが、誤った照会は一件ごとに数え、続くと429(表では too_many_failures)になります。';

export function lookUpRoutes(app: Server, world: AnswerWorld): void {
  for (const schema of lookUpSchemas) app.addSchema(schema);

  app.post(
    '/v1/look-ups',
    {
      bodyLimit: 16 * 1024,
      schema: {
        operationId: 'lookUpCertificate',
        ...repeatable,
        summary: '認証キーで電子証書を照会する / Look up a certificate with its authentication key',
        description,
        tags: ['照会'],
        body: ref(LookUpSchema),
        response: { 200: ref(FoundCertificateSchema), ...problemResponses(404, 410, 429) },
      },
    },
    async ({ body, ip }) => answerLookUp(world, body, ip),
  );

  app.post(
    '/v1/look-ups/batch',
    {
      bodyLimit: 64 * 1024,
      schema: {
        operationId: 'lookUpCertificates',
        ...repeatable,
        summary: '100件までの認証キーをまとめて照会する / Look up to 100 authentication keys at once',
        description: `一件ごとに、単独の照会と同じ答えを status と共に返します。ほかの件の誤りには左右されません。${batchLimitsInWords}`,
        tags: ['照会'],
        body: ref(BatchLookUpSchema),
        response: { 200: ref(BatchAnswerSchema) },
      },
    },
    async ({ body, ip, id }) => ({ answers: await answerBatch(world, body.lookUps, { source: ip, requestId: id }) }),
  );

  app.post(
    '/v1/look-ups/export',
    {
      bodyLimit: 64 * 1024,
      schema: {
        operationId: 'exportLookUps',
        ...repeatable,
        summary:
          '100件までの認証キーを照会し、結果を表(CSV)で受け取る / Look up to 100 authentication keys and get the result as a table (CSV)',
        description: `照会した順に一件一行。見つからない件や入力の誤りは、「結果」がその code になります。${batchLimitsInWords}CSVは UTF-8(BOM付き)・CRLF・全項目を引用符で囲み、金額は数字だけ、日付は ISO 8601 です。数式と取られる文字(= + - @ など)で始まる値には ' を前に付けます。認証キーは含みません。`,
        tags: ['照会'],
        body: ref(BatchLookUpSchema),
        response: { 200: { description: '照会の結果', content: { 'text/csv': { schema: Type.String() } } } },
      },
    },
    async ({ body: { lookUps }, ip, id }, reply) => {
      const answers = await answerBatch(world, lookUps, { source: ip, requestId: id });
      const day = todayInTokyo(world.now());
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', attachment(`電子証書の照会_${day}.csv`, `look-ups_${day}.csv`))
        .send(exportLookUps(lookUps, answers));
    },
  );

  app.post(
    '/v1/look-ups/cross-check',
    {
      bodyLimit: 16 * 1024,
      schema: {
        operationId: 'crossCheckCertificate',
        ...repeatable,
        summary:
          "電子証書を、発注者の手元の契約内容と照合する / Check a certificate against the orderer's own contract",
        description: '示された事項だけを比べます。D-Sureは、示された事項を保存しません。',
        tags: ['照会'],
        body: ref(CrossCheckSchema),
        response: { 200: ref(CrossCheckAnswerSchema), ...problemResponses(404, 410, 429) },
      },
    },
    async ({ body: { facts, ...asked }, ip }) => {
      const found = await answerLookUp(world, asked, ip);
      return { found, comparison: crossCheck(found.certificate, factsFrom(facts)) };
    },
  );
}

function factsFrom(given: Static<typeof OrderersFactsSchema>): OrderersFacts {
  const { worksNumber, contractorName, contractPrice, worksPeriodFrom, worksPeriodTo, requiredAmount } = given;
  return {
    ...(worksNumber !== undefined && { worksNumber }),
    ...(contractorName !== undefined && { contractorName }),
    ...(contractPrice !== undefined && { contractPrice: yen(contractPrice) }),
    ...(worksPeriodFrom !== undefined && { worksPeriodFrom: calendarDay(worksPeriodFrom) }),
    ...(worksPeriodTo !== undefined && { worksPeriodTo: calendarDay(worksPeriodTo) }),
    ...(requiredAmount !== undefined && { requiredAmount: yen(requiredAmount) }),
  };
}
