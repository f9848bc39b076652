// Stands in for a service: real process, real port, real database; its log tells what it was asked to do.
import { createServer } from 'node:http';
import postgres from 'postgres';

const { DATABASE_URL, HOST, PORT, CRASH_AT_START } = process.env;
if (CRASH_AT_START) {
  console.error(CRASH_AT_START);
  process.exit(1);
}
const sql = postgres(DATABASE_URL, { max: 1 });
await sql`create table if not exists starts (pid integer)`;
await sql`insert into starts values (${process.pid})`;
const server = createServer((_request, response) => response.end('{}'));
server.listen(Number(PORT), HOST, () => console.log('listening'));
process.once('SIGTERM', async () => {
  const [{ count }] = await sql`select count(*)::int as count from starts`;
  console.log(`stopping after ${count} starts`);
  server.close();
  await sql.end();
});
