import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { writeSecretOnce } from '@e-surety/service-kit/secret-files';

/** With it D-Sure encrypts the view tokens that it hands out. */
export async function makeViewTokenKey(folder: string): Promise<string> {
  const file = join(folder, 'view-token.key');
  await writeSecretOnce(file, () => randomBytes(32).toString('base64url'));
  return file;
}
