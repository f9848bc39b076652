import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDsureClient } from '@e-surety/client/dsure';
import { publicKeys } from '@e-surety/issuer-keys';
import postgres from 'postgres';
import { given, systemOf } from '../demo/caller.js';
import { builtPrograms } from '../stack/programs.js';
import type { Stack } from '../stack/stack.js';

/** What is wrong once all is quiet: what was begun has come to its end, both services tell the same, and no log tells a secret. */
export async function faultsAfterwards(stack: Stack, secrets: readonly string[]): Promise<string[]> {
  const keys = new Set<string>();
  return [
    ...(await faultsOfOutbox(stack)),
    ...(await faultsBetweenServices(stack, keys)),
    ...faultsOfRecheck(stack),
    ...faultsOfLogs(stack, [...secrets, ...[...keys].flatMap((key) => [key, key.replaceAll('-', '')])]),
  ];
}

/** Webhooks of made-up receivers aside, nothing fails again and again. */
async function faultsOfOutbox({ databaseUrls }: Stack): Promise<string[]> {
  const sql = postgres(databaseUrls.issuer, { max: 1, onnotice: () => {} });
  try {
    const undone = () =>
      sql`select topic, task_key, attempts, last_error from outbox where next_at <= now() or attempts > 0`;
    const deadline = Date.now() + 60_000;
    while ((await undone()).length > 0 && Date.now() < deadline) await sleep(200);
    return (await undone()).map(
      ({ topic, task_key, attempts, last_error }) =>
        `${topic} ${task_key} is not done after ${attempts} attempts: ${last_error}`,
    );
  } finally {
    await sql.end();
  }
}

/** Every electronic guarantee is opened at D-Sure by the key that the issuer tells, and is what the issuer says it is. */
async function faultsBetweenServices({ issuerUrl, dsureUrl, accounts }: Stack, keys: Set<string>): Promise<string[]> {
  const contractor = systemOf(issuerUrl, accounts.contractor);
  const dsure = createDsureClient({ baseUrl: dsureUrl });
  const faults: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { data } = await given(
      contractor.listGuarantees({ query: { form: 'electronic', ...(cursor && { cursor }) } }),
    );
    for (const { guaranteeNumber, status } of data.guarantees) {
      const key = await contractor.readAuthenticationKey({ path: { guaranteeNumber } });
      if (!key.ok) {
        faults.push(`${guaranteeNumber} is ${status}, and its key is not told: ${key.problem.code}`);
        continue;
      }
      keys.add(key.data.authenticationKey);
      const seen = await dsure.lookUpCertificate({
        body: { guaranteeNumber, authenticationKey: key.data.authenticationKey },
      });
      const there = seen.ok ? seen.data.status : seen.problem.code;
      if (there !== status) faults.push(`${guaranteeNumber} is ${status} at the issuer and ${there} at D-Sure`);
    }
    if (data.next === null) return faults;
    cursor = data.next;
  }
}

function faultsOfRecheck({ data, databaseUrls }: Stack): string[] {
  const folder = join(data, 'keys', 'issuer');
  const file = join(data, 'jwks.json');
  writeFileSync(file, JSON.stringify(publicKeys(folder)));
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrls.issuer, KEYS_DIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtPrograms.issuer.admin, 'recheck', file], {
    env,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`recheck: ${stdout}${stderr}`];
}

function faultsOfLogs(stack: Stack, secrets: readonly string[]): string[] {
  return (['issuer', 'dsure', 'postgres'] as const).flatMap((name) => {
    const log = readFileSync(stack.logOf(name), 'utf8');
    return secrets
      .filter((secret) => log.includes(secret))
      .map((secret) => `the log of ${name} tells a secret of ${secret.length} characters`);
  });
}
