import type { FastifyRequest } from 'fastify';

/** The cookie of a session. Over TLS its name itself keeps others from setting it (`__Host-`, RFC 6265bis §4.1.3.2). */
export function sessionCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-esurety-session' : 'esurety-session';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    name,
    /** Without Max-Age: a browser that is closed forgets it, and the server does so anyhow. */
    set: (token: string) => `${name}=${token}; ${attributes}`,
    cleared: `${name}=; ${attributes}; Max-Age=0`,
    of: ({ headers }: FastifyRequest): string | null => {
      const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
      const found = pairs.find((pair) => pair.startsWith(`${name}=`));
      return found === undefined ? null : found.slice(name.length + 1);
    },
  };
}
export type SessionCookie = ReturnType<typeof sessionCookie>;
