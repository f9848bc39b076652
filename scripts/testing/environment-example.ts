import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';

/** The variables of a service's `.env.example`: with a value, or with the default that is shown behind `#`. */
export function environmentExample(service: 'issuer' | 'dsure'): Map<string, { value: string; isDefault: boolean }> {
  const lines = readFileSync(join(root, 'services', service, '.env.example'), 'utf8').matchAll(
    /^(# )?([A-Z][A-Z_]+)=(.*)$/gm,
  );
  return new Map([...lines].map(([, hash, name, value]) => [name!, { value: value!, isDefault: hash !== undefined }]));
}
