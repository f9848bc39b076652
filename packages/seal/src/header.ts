import { parseJson } from './encoding.js';
import { SealError } from './seal-error.js';
import { isObject } from './shape.js';

const keyMembers = new Set(['jwk', 'jku', 'x5c', 'x5u', 'x5t', 'x5t#S256']);

/**
 * Reads a protected header and judges what every JOSE header must fulfil here. A key, or the way to one, is refused rather
 * than ignored: whoever sends it expects it to be used.
 */
export function parseProtectedHeader(
  bytes: Uint8Array,
  demanded: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const header = parseJson(bytes);
  if (!isObject(header)) throw new SealError('malformed');
  for (const name of Object.keys(header)) {
    if (keyMembers.has(name)) throw new SealError('key_in_header', `/${name}`);
    if (name === 'crit') throw new SealError('critical_extension');
  }
  for (const [name, value] of Object.entries(demanded)) {
    if (header[name] !== value) throw new SealError(refusals[name] ?? 'algorithm_refused', `/${name}`);
  }
  return header;
}

const refusals: Readonly<Record<string, 'wrong_type' | 'format_unknown'>> = {
  typ: 'wrong_type',
  format: 'format_unknown',
};
