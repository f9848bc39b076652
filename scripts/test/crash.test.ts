import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IssuerClient } from '@e-surety/client/issuer';
import { todayInTokyo } from '@e-surety/domain';
import postgres from 'postgres';
import t, { type Test } from 'tap';
import { given, systemOf } from '../demo/caller.js';
import { exampleApplication } from '../demo/example.js';
import { apply, approveAll, issued, keyOf } from '../demo/play.js';
import type { Stack } from '../stack/stack.js';
import { type Boundary, holdAt } from '../testing/boundary.js';
import { thorough } from '../testing/extent.js';
import { startTestStack } from '../testing/stack.js';

type ActAfterIssue = 'decrease' | 'new key';
type Victim = 'issuer' | 'dsure' | 'postgres';

const product = (name: string): Boundary => ({
  database: 'issuer',
  table: 'revision_products',
  on: 'insert',
  when: `new.product = '${name}'`,
});

/** What has been done when a process dies there, by the steps of the issuance cycle. */
const boundaries: Record<string, { boundary: Boundary; victim: Victim }> = {
  'before the number is drawn': {
    boundary: { database: 'issuer', table: 'guarantees', on: 'insert' },
    victim: 'postgres',
  },
  'numbered, the signature not stored': { boundary: product('certificate_jws'), victim: 'issuer' },
  'signed, the PDF not stored': { boundary: product('certificate_pdf'), victim: 'postgres' },
  'printed, the sealed parts not stored': { boundary: product('deposit'), victim: 'issuer' },
  'sealed, D-Sure amid the deposit': {
    boundary: { database: 'dsure', table: 'sealed_parts', on: 'insert' },
    victim: 'dsure',
  },
  'deposited, the confirmation not stored': {
    boundary: { database: 'issuer', table: 'revisions', on: 'update' },
    victim: 'issuer',
  },
  'issued, the mail sent but not crossed off': {
    boundary: { database: 'issuer', table: 'outbox', on: 'delete', when: `old.topic = 'send_completion_notice'` },
    victim: 'issuer',
  },
};

/** The same after issue: a later revision, and another key. */
const boundariesAfterIssue: Record<string, CrashAfterIssue> = {
  'a change approved, its facts not fixed': {
    act: 'decrease',
    boundary: { database: 'issuer', table: 'revisions', on: 'insert' },
    victim: 'postgres',
  },
  'a revision printed, the sealed parts not stored': {
    act: 'decrease',
    boundary: product('deposit'),
    victim: 'issuer',
  },
  'a revision sealed, D-Sure amid the deposit': {
    act: 'decrease',
    boundary: { database: 'dsure', table: 'sealed_parts', on: 'insert' },
    victim: 'dsure',
  },
  'a revision deposited, the confirmation not stored': {
    act: 'decrease',
    boundary: { database: 'issuer', table: 'revisions', on: 'update' },
    victim: 'issuer',
  },
  'a new key drawn, all revisions sealed, nothing stored': {
    act: 'new key',
    boundary: { database: 'issuer', table: 'key_replacements', on: 'update', when: 'new.confirmed_at is null' },
    victim: 'issuer',
  },
  'a new key sealed, D-Sure amid the replacement': {
    act: 'new key',
    boundary: { database: 'dsure', table: 'sealed_parts', on: 'insert' },
    victim: 'dsure',
  },
  'a key replaced, the confirmation not stored': {
    act: 'new key',
    boundary: { database: 'issuer', table: 'key_replacements', on: 'update', when: 'new.confirmed_at is not null' },
    victim: 'issuer',
  },
};

interface CrashAfterIssue {
  act: ActAfterIssue;
  boundary: Boundary;
  victim: Victim;
}

/** By how much each decrease lowers the amount. */
const step = 100_000;

t.test('whoever is killed, wherever: nothing is lost and nothing is done twice', async (t) => {
  const stack = await startTestStack(t);
  for (const [title, { boundary, victim }] of Object.entries(boundaries)) {
    for (const dying of thorough ? (['issuer', 'dsure', 'postgres'] as const) : [victim]) {
      await t.test(`${title}: ${dying} is killed`, (t) => killAndLook(t, stack, boundary, dying));
    }
  }
  // One guarantee lives through all of what may happen after issue.
  const guaranteeNumber = await anyGuarantee(stack);
  for (const [title, crash] of Object.entries(boundariesAfterIssue)) {
    for (const victim of thorough ? (['issuer', 'dsure', 'postgres'] as const) : [crash.victim]) {
      await t.test(`${title}: ${victim} is killed`, (t) =>
        killAfterIssue(t, stack, guaranteeNumber, { ...crash, victim }),
      );
    }
  }
  await t.test('every number that was drawn has its guarantee', async (t) => {
    const [counted] = await query(
      stack,
      'issuer',
      'select count(*)::int as guarantees, max(last_serial) as drawn from guarantees, counters',
    );
    t.equal(counted!.guarantees, counted!.drawn);
  });
});

async function killAndLook(t: Test, stack: Stack, boundary: Boundary, victim: Victim): Promise<void> {
  const id = await applyForOne(stack);
  const hold = await holdAt(stack.databaseUrls[boundary.database], boundary);
  await approveAll(systemOf(stack.issuerUrl, stack.accounts.underwriter), id);
  await hold.reached();
  await stack.kill(victim);
  if (victim === 'postgres') await hold.abandon();
  else await hold.release();
  await stack.restart(victim);
  if (victim === 'postgres') await dropTrigger(stack, boundary);

  const contractor = systemOf(stack.issuerUrl, stack.accounts.contractor);
  const [number] = await issuedSoon(contractor, id);
  t.ok(number, 'the certificate is issued all the same');
  const { authenticationKey } = await keyOf(contractor, number!);
  const seen = await lookUp(stack, { guaranteeNumber: number!, authenticationKey });
  t.match(seen, { status: 'in_force', revisions: 1, certificate: { amount: 20_000_000, guaranteeNumber: number } });
  t.same(
    await query(stack, 'dsure', `select count(*)::int as deposits from revisions where guarantee_number = '${number}'`),
    [{ deposits: 1 }],
  );
  t.same(
    await query(stack, 'issuer', `select count(*)::int as guarantees from guarantees where application_id = '${id}'`),
    [{ guarantees: 1 }],
    'under one number',
  );
  await emptied(stack);
  const mails = mailsAbout(stack, number!);
  t.equal(mails.length, 1, 'and told once');
}

async function killAfterIssue(
  t: Test,
  stack: Stack,
  guaranteeNumber: string,
  { act, boundary, victim }: CrashAfterIssue,
) {
  const key = await newestKey(stack, guaranteeNumber);
  const before = await lookUp(stack, { guaranteeNumber, authenticationKey: key });
  const sealed = `select count(*)::int as sealed from envelopes where guarantee_number = '${guaranteeNumber}'`;
  const [envelopes] = await query(stack, 'dsure', sealed);
  const hold = await holdAt(stack.databaseUrls[boundary.database], boundary);
  await actAfterIssue(stack, act, before.certificate);
  await hold.reached();
  await stack.kill(victim);
  if (victim === 'postgres') await hold.abandon();
  else await hold.release();
  await stack.restart(victim);
  if (victim === 'postgres') await dropTrigger(stack, boundary);

  await emptied(stack);
  const newKey = await newestKey(stack, guaranteeNumber);
  const seen = await lookUp(stack, { guaranteeNumber, authenticationKey: newKey });
  const { amount } = before.certificate;
  if (act === 'decrease') {
    t.equal(newKey, key, 'the key stays');
    const certificate = { amount: amount - step, history: { length: before.revisions + 1 } };
    t.match(seen, { status: 'in_force', revisions: before.revisions + 1, certificate });
  } else {
    t.match(seen, { status: 'in_force', revisions: before.revisions, certificate: { amount } });
    const old = await lookUp(stack, { guaranteeNumber, authenticationKey: key });
    t.match(old, { status: 410, code: 'authentication_key_replaced' });
  }
  t.same(await query(stack, 'dsure', sealed), [{ sealed: envelopes!.sealed + 1 }], 'one envelope more, and no second');
}

async function actAfterIssue(stack: Stack, act: ActAfterIssue, { guaranteeNumber, amount }: Seen['certificate']) {
  const contractor = systemOf(stack.issuerUrl, stack.accounts.contractor);
  const reason = '見本';
  const path = { guaranteeNumber };
  if (act === 'new key') {
    await given(contractor.replaceKey({ path, body: { reason } }));
    return;
  }
  const body = {
    ...{ type: 'decrease' as const, newAmount: amount - step, effectiveOn: todayInTokyo(new Date()), reason },
    ...{ contractChange: null, newPeriodTo: null },
  };
  const { data, headers } = await given(contractor.requestChange({ path, body }));
  const underwriter = systemOf(stack.issuerUrl, stack.accounts.underwriter);
  await given(
    underwriter.reviewChange({
      path: { ...path, id: data.id },
      headers: { 'if-match': headers.get('etag')! },
      body: { decision: 'approve', message: null },
    }),
  );
}

async function newestKey(stack: Stack, number: string): Promise<string> {
  const contractor = systemOf(stack.issuerUrl, stack.accounts.contractor);
  return (await keyOf(contractor, number)).authenticationKey;
}

async function anyGuarantee(stack: Stack): Promise<string> {
  const [row] = await query(
    stack,
    'issuer',
    'select guarantee_number from guarantees order by guarantee_number limit 1',
  );
  return row!.guarantee_number as string;
}

async function applyForOne(stack: Stack): Promise<string> {
  const contractor = systemOf(stack.issuerUrl, stack.accounts.contractor);
  const application = exampleApplication();
  const body = { ...application, guarantees: application.guarantees.slice(0, 1) };
  return apply(contractor, body);
}

/** A service that lost its database for a moment may still answer 500. */
async function issuedSoon(contractor: IssuerClient, id: string): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await issued(contractor, id);
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(200);
    }
  }
}

interface Seen {
  revisions: number;
  certificate: { guaranteeNumber: string; amount: number };
}

async function lookUp({ dsureUrl }: Stack, key: object): Promise<Seen> {
  const response = await fetch(`${dsureUrl}/v1/look-ups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(key),
  });
  return (await response.json()) as Seen;
}

async function emptied(stack: Stack): Promise<void> {
  for (let left = 1; left > 0; await sleep(50)) {
    const [row] = await query(stack, 'issuer', 'select count(*)::int as tasks from outbox');
    left = row!.tasks as number;
  }
}

function mailsAbout({ data }: Stack, number: string): string[] {
  const folder = join(data, 'mail');
  return readdirSync(folder).filter((name) =>
    readFileSync(join(folder, name), 'utf8').includes(`completion-notice.${number}@`),
  );
}

async function dropTrigger(stack: Stack, { database, table }: Boundary): Promise<void> {
  await query(stack, database, `drop trigger hold_at_boundary on ${table}`);
}

async function query(stack: Stack, database: 'issuer' | 'dsure', text: string) {
  const sql = postgres(stack.databaseUrls[database], { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}
