import { toProblem } from '@e-surety/service-kit/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { acknowledgeCertificate } from '../acknowledgements/acknowledge-certificate.js';
import { guaranteeNumberIn } from '../guarantee-number.js';
import { crossCheck } from '../look-ups/cross-check.js';
import { dsureProblems, problemOf } from '../refusals.js';
import { openView } from '../views/open-view.js';
import { type PaperName, sendPaper } from '../views/send-paper.js';
import { viewCertificate } from '../views/view-certificate.js';
import { viewReceipt } from '../views/view-receipt.js';
import { parseAcknowledgement, typedAcknowledgement } from './acknowledgement-form.js';
import { parseFacts, typedFacts } from './cross-check-form.js';
import { showRefusal } from './look-up-pages.js';
import type { PageWorld } from './page-world.js';
import { showResult } from './show-result.js';
import { typedIn } from './typed.js';
import { viewIn } from './view-cookie.js';

const hidden = { schema: { hide: true }, bodyLimit: 64 * 1024 };
const papers: Record<string, PaperName> = {
  'certificate.pdf': 'pdf',
  'certificate.jws': 'certificate',
  'receipt.pdf': 'receipt',
};

/** What can be done with a certificate for an hour after it was looked up. Later the form asks for the key again. */
export function certificatePages(app: FastifyInstance, world: PageWorld): void {
  app.setErrorHandler(async (error, request, reply) => {
    const typed = { guaranteeNumber: pathOf(request).guaranteeNumber ?? '', facts: typedFacts(request.body) };
    return showRefusal(world, reply, toProblem(error, problemOf), typed);
  });

  app.get('/certificates/:guaranteeNumber', hidden, async (request, reply) => {
    const { view, seen } = await viewed(request);
    return showResult(world, reply, view, { seen, recorded: 'recorded' in (request.query as object) });
  });

  app.post('/certificates/:guaranteeNumber/cross-check', hidden, async (request, reply) => {
    const { view, seen } = await viewed(request);
    const typed = typedFacts(request.body);
    if (typed === null) return reply.redirect(`/certificates/${seen.guaranteeNumber}#cross-check`, 303);
    const { facts, errors } = parseFacts(typed);
    if (errors.length > 0) return showResult(world, reply, view, { seen, facts: typed, errors });
    return showResult(world, reply, view, { seen, facts: typed, comparison: crossCheck(seen.certificate, facts) });
  });

  app.post('/certificates/:guaranteeNumber/revisions/:revision/acknowledgements', hidden, async (request, reply) => {
    const { view, seen, now } = await viewed(request);
    if (!world.formTokens.holds(view.id, typedIn(request.body, 'formToken')))
      throw dsureProblems.problem('form_outdated');
    const acknowledgement = typedAcknowledgement(request.body);
    const parsed = parseAcknowledgement(acknowledgement);
    if (!parsed.ok) return showResult(world, reply, view, { seen, acknowledgement, errors: parsed.errors });
    await acknowledgeCertificate(world.db, view, { ...revisionIn(request), ...parsed, now });
    return reply.redirect(`/certificates/${seen.guaranteeNumber}?recorded`, 303);
  });

  for (const [file, paper] of Object.entries(papers)) {
    app.get(`/certificates/:guaranteeNumber/revisions/:revision/${file}`, hidden, async (request, reply) => {
      const asked = revisionIn(request);
      const now = world.now();
      const view = await viewIn(request, { ...world, now }, asked.guaranteeNumber);
      const content =
        paper === 'receipt'
          ? await viewReceipt(world, view, { ...asked, now })
          : await openView(world, view, { ...asked, part: paper });
      return sendPaper(reply, paper, asked, content);
    });
  }

  async function viewed(request: FastifyRequest) {
    const now = world.now();
    const guaranteeNumber = guaranteeNumberIn(pathOf(request).guaranteeNumber ?? '', 'path');
    const view = await viewIn(request, { ...world, now }, guaranteeNumber);
    return { now, view, seen: await viewCertificate(world, view, { guaranteeNumber, now }) };
  }
}

function revisionIn(request: FastifyRequest) {
  const { guaranteeNumber = '', revision = '' } = pathOf(request);
  if (!/^(0|[1-9]\d{0,3})$/u.test(revision)) throw dsureProblems.problem('revision_not_found');
  return { guaranteeNumber: guaranteeNumberIn(guaranteeNumber, 'path'), revision: Number(revision) };
}

const pathOf = ({ params }: FastifyRequest) => params as { guaranteeNumber?: string; revision?: string };
