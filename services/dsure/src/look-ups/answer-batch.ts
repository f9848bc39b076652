import { type Problem, problemDocument, toProblem } from '@e-surety/service-kit/problems';
import { problemOf } from '../refusals.js';
import { type AnswerWorld, answerLookUp } from './answer-look-up.js';
import type { AskedInWords } from './asked.js';
import type { FoundCertificate } from './found-certificate.js';

export type BatchEntry =
  | { status: 200; found: FoundCertificate }
  | { status: number; problem: ReturnType<typeof problemDocument> };

/** Several look-ups, each answered on its own and in the order in which they were asked; one that fails leaves the others alone. */
export async function answerBatch(
  world: AnswerWorld,
  lookUps: readonly AskedInWords[],
  { source, requestId }: { source: string; requestId: string },
): Promise<BatchEntry[]> {
  return Promise.all(
    lookUps.map(async (asked): Promise<BatchEntry> => {
      try {
        return { status: 200, found: await answerLookUp(world, asked, source) };
      } catch (error) {
        const problem = toProblem(error, problemOf);
        if (!tellsOfOneEntry(problem)) throw error;
        return { status: problem.status, problem: problemDocument(problem, requestId) };
      }
    }),
  );
}

/** A database that is away is no answer to one key: the whole batch is to be sent again. */
function tellsOfOneEntry({ status, code }: Problem): boolean {
  return status < 500 || code === 'record_untrustworthy';
}
