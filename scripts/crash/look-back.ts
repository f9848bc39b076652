import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Stack } from '../stack/stack.js';
import { faultsAfterwards } from '../testing/aftermath.js';

/** What was lost or done twice, once all is quiet: `guarantees` were issued, decreased once, and given a new key once. */
export async function faultsOfCrashes(stack: Stack, guarantees: number): Promise<string[]> {
  const secrets = Object.values(stack.accounts).flatMap(({ password, clientSecret }) => [password, clientSecret]);
  const faults = await faultsAfterwards(stack, secrets);
  const once = {
    ...(await counts(stack.databaseUrls.issuer, {
      'numbers drawn': 'select coalesce(max(last_serial), 0) from counters',
      'guarantees at the issuer': 'select count(*) from guarantees',
      'fee statements': "select count(*) from fee_statements where type = 'fee' and revision = 0",
      decreases: 'select count(*) from revisions where revision = 1',
      'new keys': 'select count(*) from key_replacements',
      'issues told': "select count(*) from events where type = 'guarantee.issued'",
    })),
    ...(await counts(stack.databaseUrls.dsure, {
      'guarantees at D-Sure': 'select count(*) from guarantees',
      'originals at D-Sure': 'select count(*) from revisions where revision = 0',
      'decreases at D-Sure': 'select count(*) from revisions where revision > 0',
      'thirds of the envelopes at D-Sure': 'select count(*) / 3.0 from envelopes',
    })),
    mails: readdirSync(join(stack.data, 'mail')).filter((name) => name.startsWith('completion-notice.')).length,
  };
  return [
    ...faults,
    ...Object.entries(once)
      .filter(([, count]) => count !== guarantees)
      .map(([what, count]) => `${count} ${what} for ${guarantees} guarantees`),
  ];
}

async function counts(url: string, statements: Record<string, string>): Promise<Record<string, number>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const rows = Object.entries(statements).map(async ([what, text]) => {
      const [row] = await sql.unsafe(text).values();
      return [what, Number(row![0])] as const;
    });
    return Object.fromEntries(await Promise.all(rows));
  } finally {
    await sql.end();
  }
}
