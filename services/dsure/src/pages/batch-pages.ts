import { todayInTokyo } from '@e-surety/domain';
import { attachment } from '@e-surety/service-kit/http';
import type { FastifyInstance } from 'fastify';
import { answerBatch } from '../look-ups/answer-batch.js';
import { type BatchLine, readBatch } from './batch-lines.js';
import { batchPage } from './batch-page.js';
import { batchCsv, batchRows } from './batch-rows.js';
import { type PageWorld, sendPage } from './page-world.js';
import { typedIn } from './typed.js';

/** As many as the contract allows. */
const most = 100;

/** Several keys at once: a table to read, or a CSV to keep. */
export function batchPages(app: FastifyInstance, world: PageWorld): void {
  app.get('/batch', { schema: { hide: true } }, async (_request, reply) => sendPage(reply, batchPage()));

  app.post('/batch', { schema: { hide: true }, bodyLimit: 256 * 1024 }, async ({ body, ip, id }, reply) => {
    const text = typedIn(body, 'lines');
    const lines = readBatch(text);
    const wrong = mendIn(lines);
    if (wrong !== null) {
      return sendPage(reply, batchPage({ text, errors: [{ field: 'lines', message: wrong }] }), 400);
    }
    const asked = lines.map((line) => line.asked);
    const rows = batchRows(lines, await answerBatch(world, asked, { source: ip, requestId: id }));
    const now = world.now();
    if (typedIn(body, 'as') !== 'csv') return sendPage(reply, batchPage({ text, rows, now }));
    const day = todayInTokyo(now);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', attachment(`電子証書の照会_${day}.csv`, `look-ups_${day}.csv`))
      .send(batchCsv(rows));
  });
}

function mendIn(lines: readonly BatchLine[]): string | null {
  if (lines.length === 0) return '保証契約番号と認証キーを入力してください';
  if (lines.length > most) return `一度に照会できるのは${most}件までです(入力は${lines.length}件)`;
  return null;
}
