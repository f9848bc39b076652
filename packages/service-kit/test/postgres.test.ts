import { connect, createServer, type Socket } from 'node:net';
import { sql as text } from 'drizzle-orm';
import t from 'tap';
import { createTestDatabase } from '../../../scripts/testing/database.js';
import { connectPostgres } from '../src/postgres/index.js';

t.test('a transaction whose connection is lost is refused as a whole, and the service goes on', async (t) => {
  const postgres = connectPostgres(await createTestDatabase(t, 'kit'), { max: 2 });
  t.teardown(() => postgres.close());
  const { sql, db } = postgres;
  await sql`create table written (number integer)`;

  const amid = async (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) => {
    const [backend] = await tx.execute<{ pid: number }>(text`select pg_backend_pid() as pid`);
    await tx.execute(text`insert into written values (1)`);
    return backend!.pid;
  };

  await t.test('lost while a statement runs', async (t) => {
    const transaction = db.transaction(async (tx) => {
      const pid = await amid(tx);
      const sleeping = tx.execute(text`select pg_sleep(20)`);
      await sql`select pg_terminate_backend(${pid})`;
      await sleeping;
    });
    await t.rejects(transaction);
  });

  await t.test('lost between two statements: what comes after is not done elsewhere', async (t) => {
    const transaction = db.transaction(async (tx) => {
      const pid = await amid(tx);
      await sql`select pg_terminate_backend(${pid})`;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.all([sql`select 1`, sql`select 1`, sql`select 1`]);
      await tx.execute(text`insert into written values (2)`).catch(() => {});
    });
    await t.rejects(transaction);
  });

  t.same(await sql`select * from written`, [], 'nothing of either was kept');
  const many = await Promise.all(Array.from({ length: 20 }, (_, i) => sql`select ${i}::int as number`));
  t.same(
    many.map(([row]) => row!.number),
    Array.from({ length: 20 }, (_, i) => i),
    'and every connection answers again',
  );
});

t.test(
  'a database that goes while a connection is made ready is told to whoever waits, and ends nothing else',
  async (t) => {
    const url = new URL(await createTestDatabase(t, 'kit'));
    const { hostname, port } = url;
    let cuts = 0;
    const open = new Set<Socket>();
    const proxy = createServer((client) => {
      const server = connect({ host: hostname, port: Number(port) });
      for (const end of [client, server]) open.add(end.on('error', () => {}));
      server.pipe(client);
      client.on('data', (bytes) => {
        if (cuts > 0 || !bytes.includes('pg_catalog.pg_type')) {
          server.write(bytes);
          return;
        }
        cuts += 1;
        proxy.close();
        for (const end of open) end.destroy();
        setTimeout(() => proxy.listen(Number(url.port), '127.0.0.1'), 500);
      });
    });
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    url.port = String((proxy.address() as { port: number }).port);
    const postgres = connectPostgres(url.href, { max: 1 });
    t.teardown(async () => {
      await postgres.close();
      proxy.close();
      for (const end of open) end.destroy();
    });
    const ask = () => postgres.db.transaction((tx) => tx.execute<{ one: number }>(text`select 1 as one`));
    let answered: readonly { one: number }[] = [];
    for (let attempt = 0; attempt < 50 && answered.length === 0; attempt += 1) {
      answered = await ask().catch(() => []);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    t.same(answered, [{ one: 1 }]);
    t.equal(cuts, 1);
  },
);
