import { attachment, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { changeFeeNotice } from '../changes/change-fee-notice.js';
import { findOwnChange } from '../changes/find-own.js';
import { file, guaranteeNumberPath, uuid } from '../contract.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';

/** Papers on the way to a change, made of stored facts whenever they are asked for, byte for byte the same. */
export function changePaperRoutes(app: Server, { db, papers }: Pick<World, 'db' | 'papers'>): void {
  app.get(
    '/v1/guarantees/:guaranteeNumber/change-requests/:id/fee-notice.pdf',
    {
      schema: {
        operationId: 'readChangeFeeNotice',
        summary: '追加保証料のご案内(PDF) / Download the notice of the additional fee (PDF)',
        tags: ['書面'],
        params: Type.Object({ ...guaranteeNumberPath.properties, id: uuid }),
        response: { 200: file('application/pdf', '追加保証料のご案内'), ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { change } = await findOwnChange(db, request.params, caller.of(request));
      const facts = change.status === 'withdrawn' ? null : await changeFeeNotice(db, change.id);
      if (!facts) throw refuse('fee_not_due');
      const name = `${change.guaranteeNumber}_${change.id}.pdf`;
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`追加保証料のご案内_${name}`, `fee-notice_${name}`))
        .send(await papers.extraFeeNotice(facts));
    },
  );
}
