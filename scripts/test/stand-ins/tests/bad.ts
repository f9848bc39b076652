import t from 'tap';

t.test('a comparison', async (t) => {
  t.pass();
  t.same({ yen: 1 }, { yen: 2 }, 'differs');
});
t.test('an exception', async () => {
  throw new Error('thrown on purpose');
});
t.test('a plan that is not kept', (t) => {
  t.plan(2);
  t.pass();
  t.end();
});
t.test('something slow', { timeout: 200 }, () => new Promise((resolve) => setTimeout(resolve, 1000)));
t.test('something skipped', { skip: 'on purpose' }, () => {});
