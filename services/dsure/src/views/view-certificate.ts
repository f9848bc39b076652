import type { GuaranteeNumber } from '@e-surety/domain';
import { type SeenCertificate, seenCertificate } from '../look-ups/found-certificate.js';
import { openCertificate, type ViewWorld } from './open-view.js';
import type { View } from './view-token.js';

/** What a look-up would tell now, for whoever has looked it up within the hour. */
export async function viewCertificate(
  world: ViewWorld & { publicUrl: string },
  view: View,
  { guaranteeNumber, now }: { guaranteeNumber: GuaranteeNumber; now: Date },
): Promise<SeenCertificate> {
  const { stored, ...opened } = await openCertificate(world, view, { guaranteeNumber, revision: 'newest' });
  return seenCertificate(stored, opened, { now, publicUrl: world.publicUrl });
}
