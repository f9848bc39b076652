import { parseOrdererCode } from '@e-surety/domain';
import { invalidField } from '@e-surety/service-kit/problems';
import type { Database } from '../db/database.js';
import { findOrderer, type Orderer } from './store.js';

/** Reads a code as typed and finds the public body; refuses the field where there is none. */
export async function findKnownOrderer(db: Database, typed: string, pointer: string): Promise<Orderer> {
  const code = parseOrdererCode(typed);
  const orderer = code && (await findOrderer(db, code));
  if (orderer) return orderer;
  const detail = code ? 'この発注者コードは登録されていません。' : '発注者コードの形式が違います。';
  const expected = '全国地方公共団体コード(検査数字を含む6桁)。例: 203629';
  throw invalidField(pointer, 'unknown_orderer', detail, expected);
}
