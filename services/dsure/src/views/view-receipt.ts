import { type Certificate, type GuaranteeNumber, statusAt, todayInTokyo } from '@e-surety/domain';
import type { Receipts } from '@e-surety/papers/receipt';
import { checkNames, verificationOf } from '../look-ups/verification.js';
import { openCertificate, openView, type ViewWorld } from './open-view.js';
import type { View } from './view-token.js';

/** 閲覧確認票 of one revision: what is seen now, which bytes that was, and what was checked. The PDF is opened and checked for it too. */
export async function viewReceipt(
  world: ViewWorld & { receipts: Pick<Receipts, 'receipt'> },
  view: View,
  asked: { guaranteeNumber: GuaranteeNumber; revision: number; now: Date },
): Promise<Uint8Array> {
  const { guaranteeNumber, now } = asked;
  const { stored, certificate, key } = await openCertificate(world, view, asked);
  await openView(world, view, { ...asked, part: 'pdf' });
  const newest =
    stored.revision === stored.newestRevision
      ? certificate
      : (await openCertificate(world, view, { guaranteeNumber, revision: 'newest' })).certificate;
  return world.receipts.receipt({
    viewedAt: now,
    depositedAt: stored.depositedAt,
    revisions: stored.newestRevision + 1,
    status: statusNow(newest, now),
    certificate,
    digests: stored.digests,
    checks: verificationOf(stored, key, { pdfOpened: true }).map(({ check, ...rest }) => ({
      name: checkNames[check],
      ...rest,
    })),
  });
}

/** Of the guarantee, whichever of its revisions the receipt is about. */
const statusNow = (newest: Certificate, now: Date) => statusAt(newest, todayInTokyo(now));
