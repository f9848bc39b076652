import { asc } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { branches } from '../db/tables.js';

/** 申込送信先, in the order in which the issuer lists them. */
export function listBranches(db: Database) {
  const { id, name, phone, email, hours, sortOrder } = branches;
  return db.select({ id, name, phone, email, hours }).from(branches).orderBy(asc(sortOrder), asc(id));
}
