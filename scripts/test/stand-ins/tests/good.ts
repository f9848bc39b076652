import t from 'tap';

t.test('outer', async (t) => {
  t.equal(1, 1);
  t.test('inner', async (t) => t.pass());
});
