import { todayInTokyo } from '@e-surety/domain';
import { attachment } from '@e-surety/service-kit/http';
import type { FormError } from '@e-surety/service-kit/pages';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { answerBatch } from '../look-ups/answer-batch.js';
import { type BatchLine, readBatch } from './batch-lines.js';
import { batchPage } from './batch-page.js';
import { batchCsv, batchRows } from './batch-rows.js';
import { batchLimits, readBatchUpload } from './batch-upload.js';
import { type PageWorld, sendPage } from './page-world.js';

/** As many as the contract allows. */
const most = 100;

/** Several keys at once: a table to read, or a CSV to keep. Registered apart: nothing else takes multipart bodies. */
export async function batchPages(app: FastifyInstance, world: PageWorld): Promise<void> {
  await app.register(multipart, { limits: batchLimits, throwFileSizeLimit: false });

  app.get('/batch', { schema: { hide: true } }, async (_request, reply) => sendPage(reply, batchPage()));

  app.post('/batch', { schema: { hide: true } }, async (request, reply) => {
    const { text, as, tooLarge } = await readBatchUpload(request);
    const lines = readBatch(text);
    const wrong = tooLarge ? tooLargeToRead : mendIn(lines);
    if (wrong !== null) return sendPage(reply, batchPage({ text: tooLarge ? '' : text, errors: [wrong] }), 400);
    const asked = lines.map((line) => line.asked);
    const rows = batchRows(lines, await answerBatch(world, asked, { source: request.ip, requestId: request.id }));
    const now = world.now();
    if (as !== 'csv') return sendPage(reply, batchPage({ text, rows, now }));
    const day = todayInTokyo(now);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', attachment(`電子証書の照会_${day}.csv`, `look-ups_${day}.csv`))
      .send(batchCsv(rows));
  });
}

const tooLargeToRead: FormError = { field: 'file', message: 'ファイルと入力は、それぞれ256KBまでにしてください' };

function mendIn(lines: readonly BatchLine[]): FormError | null {
  if (lines.length === 0) return { field: 'lines', message: '保証契約番号と認証キーを入力してください' };
  if (lines.length <= most) return null;
  return { field: 'lines', message: `一度に照会できるのは${most}件までです(入力は${lines.length}件)` };
}
