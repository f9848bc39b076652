import { submissionGuideLines } from '@e-surety/domain';
import { attachment, type Server } from '@e-surety/service-kit/http';
import { problemResponses } from '@e-surety/service-kit/problems';
import { Type } from 'typebox';
import { caller } from '../accounts/caller.js';
import { guaranteeNumberPath, ref } from '../contract.js';
import { findIssuedGuarantee } from '../guarantees/find-own.js';
import type { World } from '../world.js';
import { submissionGuideOf } from './guide-of.js';
import { SubmissionGuideSchema } from './schemas.js';
import { writeSubmissionDraft } from './write-draft.js';

const tags = ['発注者への提出'];

export function submissionRoutes(app: Server, world: World): void {
  const { db } = world;
  app.addSchema(SubmissionGuideSchema);

  app.get(
    '/v1/guarantees/:guaranteeNumber/submission-guide',
    {
      schema: {
        operationId: 'readSubmissionGuide',
        summary:
          '提出方法の案内: この発注者に、認証キーのお知らせをどう提出するか / Read how this orderer wants the key notice submitted',
        tags,
        params: guaranteeNumberPath,
        response: { 200: ref(SubmissionGuideSchema), ...problemResponses(404, 409) },
      },
    },
    async (request) => {
      const guarantee = await findIssuedGuarantee(db, request.params.guaranteeNumber, caller.of(request));
      const guide = await submissionGuideOf(db, guarantee);
      return { ...guide, lines: submissionGuideLines(guide) };
    },
  );

  app.get(
    '/v1/guarantees/:guaranteeNumber/submission-draft.eml',
    {
      schema: {
        operationId: 'readSubmissionDraft',
        summary:
          '提出のメールの下書き(認証キーのお知らせを添付)。こちらからは送信しない / Download a draft of the mail to the orderer, with the key notice attached; never sent by us',
        tags,
        params: guaranteeNumberPath,
        response: {
          200: {
            description: 'メールの下書き(RFC 5322)',
            content: {
              'message/rfc822': {
                schema: Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: 'message/rfc822' }),
              },
            },
          },
          ...problemResponses(404, 409),
        },
      },
    },
    async (request, reply) => {
      const known = caller.of(request);
      const guarantee = await findIssuedGuarantee(db, request.params.guaranteeNumber, known);
      const draft = await writeSubmissionDraft(world, guarantee, known.actor);
      const { guaranteeNumber } = guarantee.row;
      const names = [`提出メールの下書き_${guaranteeNumber}.eml`, `submission-draft_${guaranteeNumber}.eml`] as const;
      return reply
        .type('message/rfc822')
        .header('content-disposition', attachment(...names))
        .send(draft);
    },
  );
}
