import t from 'tap';
import { createTestDatabase } from '../../../testing/database.js';

t.test('asks for a database', async (t) => {
  console.error(`server of this run: ${process.env.TEST_POSTGRES_URL}`);
  t.match(await createTestDatabase(t, 'blank'), /^postgres:/);
});
