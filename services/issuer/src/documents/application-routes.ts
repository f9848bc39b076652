import { guaranteeKinds } from '@e-surety/domain';
import { attachment, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { findOwnApplication } from '../applications/find-own.js';
import { findCopy } from '../applications/keep-copy.js';
import { file, oneOf, uuid } from '../contract.js';
import { feeNoticeFacts } from '../fees/fee-notice-facts.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';

const tags = ['書面'];

/** Papers on the way to a guarantee, made of stored facts whenever they are asked for, byte for byte the same. */
export function applicationPaperRoutes(app: Server, { db, papers }: Pick<World, 'db' | 'papers'>): void {
  app.get(
    '/v1/applications/:id/copy.pdf',
    {
      schema: {
        operationId: 'readApplicationCopy',
        summary: '申込控え(PDF): 最後に送信した内容 / Download the copy of what was last sent (PDF)',
        tags,
        params: Type.Object({ id: uuid }),
        response: { 200: file('application/pdf', '申込控え'), ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { id } = await findOwnApplication(db, request.params.id, caller.of(request));
      const copy = await findCopy(db, id);
      if (!copy) throw refuse('not_submitted_yet');
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`申込控え_${id}.pdf`, `application-copy_${id}.pdf`))
        .send(await papers.applicationCopy({ ...copy.facts, submittedAt: copy.submittedAt }));
    },
  );

  app.get(
    '/v1/applications/:id/guarantees/:kind/fee-notice.pdf',
    {
      schema: {
        operationId: 'readFeeNotice',
        summary: '保証料のご案内(PDF) / Download the fee notice (PDF)',
        tags,
        params: Type.Object({ id: uuid, kind: oneOf(guaranteeKinds) }),
        response: { 200: file('application/pdf', '保証料のご案内'), ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { id, kind } = request.params;
      const { requests } = await findOwnApplication(db, id, caller.of(request));
      const asked = requests.find((one) => one.kind === kind);
      if (!asked) throw refuse('guarantee_not_found', { detail: 'この申込に、その種類の保証はありません。' });
      const facts = asked.status === 'withdrawn' ? null : await feeNoticeFacts(db, { applicationId: id, kind });
      if (!facts) throw refuse('fee_not_due');
      const name = `${id}_${kind}.pdf`;
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`保証料のご案内_${name}`, `fee-notice_${name}`))
        .send(await papers.feeNotice(facts));
    },
  );
}
