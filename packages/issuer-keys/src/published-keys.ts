import type { PublicJwk } from '@e-surety/seal/format';
import { type PdfKey, publicPdfKeys } from './pdf-keys.js';
import { publicKeys } from './public-keys.js';
import { keep, keptKeys } from './retired-keys.js';

/** A key with what is to be believed of it, as the issuer publishes it. */
export type PublishedKey = (PublicJwk | PdfKey) & {
  status: 'active' | 'retired' | 'compromised';
  /** In ISO 8601. */
  compromisedSince: string | null;
};

/** All that signs, is prepared to, or did before, those of PDFs too. */
export function publishedKeys(folder: string): PublishedKey[] {
  const kept = new Map(keptKeys(folder).map((one) => [one.key.kid, one]));
  return [...publicKeys(folder).keys, ...publicPdfKeys(folder)].map((key) => {
    const { retiredAt = null, compromisedSince = null } = kept.get(key.kid) ?? {};
    const status = compromisedSince ? 'compromised' : retiredAt ? 'retired' : 'active';
    return { ...key, status, compromisedSince: compromisedSince?.toISOString() ?? null };
  });
}

export type Marked = 'unknown_key' | 'marked_as_earlier_already' | { signsStill: boolean };

/** Says that others may have had a key since a time. Only ever towards less trust: a later time changes nothing. */
export function markKeyCompromised(
  folder: string,
  kid: string,
  since: Date,
  { dryRun = false }: { dryRun?: boolean } = {},
): Marked {
  const known = keptKeys(folder).find(({ key }) => key.kid === kid);
  const key = [...publicKeys(folder).keys, ...publicPdfKeys(folder)].find((one) => one.kid === kid) ?? known?.key;
  if (!key) return 'unknown_key';
  if (known?.compromisedSince && known.compromisedSince <= since) return 'marked_as_earlier_already';
  if (!dryRun) keep(folder, { key, retiredAt: known?.retiredAt ?? null, compromisedSince: since });
  return { signsStill: (known?.retiredAt ?? null) === null };
}
