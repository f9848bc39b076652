import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { caller } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { idempotencyKeys } from '../db/tables.js';
import { refuse } from '../refusals.js';

export const keptFor = 24 * 60 * 60 * 1000;

export interface Answer<Body = unknown> {
  status: number;
  body: Body;
  etag?: string;
}

/**
 * `Idempotency-Key` (IETF draft 07): runs the effect and keeps its answer in one transaction, so that a repeated request gets
 * the same answer and has no second effect. A refusal keeps nothing: what was refused may be sent again.
 */
export async function idempotently<Body>(
  db: Database,
  now: Date,
  request: FastifyRequest,
  reply: FastifyReply,
  effect: (tx: Database) => Promise<Answer<Body>>,
): Promise<Body> {
  const identity = identityOf(request);
  const digest = createHash('sha256')
    .update(JSON.stringify([request.url, request.body]))
    .digest();
  const answer = await db.transaction(async (tx): Promise<Answer<Body>> => {
    await onlyOneAtATime(tx, identity);
    const kept = await keptAnswer(tx, identity, now);
    if (kept) {
      if (!digest.equals(kept.requestDigest)) throw refuse('idempotency_key_reused');
      return kept.answer as Answer<Body>;
    }
    const fresh = await effect(tx);
    await tx.insert(idempotencyKeys).values({ ...identity, requestDigest: digest, answer: fresh, createdAt: now });
    return fresh;
  });
  if (answer.etag) reply.header('etag', answer.etag);
  reply.code(answer.status);
  return answer.body;
}

type Identity = { caller: string; operation: string; key: string };

function identityOf(request: FastifyRequest): Identity {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw refuse('idempotency_key_missing', {
      detail: '要求ごとに新しい値(UUIDなど、200文字まで)を Idempotency-Key ヘッダーに入れてください。',
    });
  }
  return { caller: caller.of(request).actor, operation: request.routeOptions.schema!.operationId!, key };
}

async function onlyOneAtATime(tx: Database, { caller, operation, key }: Identity): Promise<void> {
  const name = JSON.stringify([caller, operation, key]);
  const [lock] = await tx.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`,
  );
  if (!lock!.free) throw refuse('request_in_progress', { headers: { 'retry-after': '1' } });
}

async function keptAnswer(tx: Database, { caller, operation, key }: Identity, now: Date) {
  const same = and(
    eq(idempotencyKeys.caller, caller),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  );
  await tx.delete(idempotencyKeys).where(and(same, lt(idempotencyKeys.createdAt, new Date(now.getTime() - keptFor))));
  const [row] = await tx.select().from(idempotencyKeys).where(same);
  return row;
}
