import { hash, verify } from '@node-rs/argon2';

/** Long enough that no list of usual passwords comes near; any signs, no rules about kinds of signs (NIST SP 800-63B). */
export const passwordLength = { least: 12, most: 200 };

/** argon2id, in its own text form. */
export const hashPassword = (password: string): Promise<string> => hash(password);

let nobodys: Promise<string> | undefined;

/** Takes as long for nobody's password as for somebody's, so that the time does not tell which log-in ids there are. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hash('the password of nobody');
  const right = await verify(passwordHash ?? (await nobodys), password);
  return right && passwordHash !== null;
}
