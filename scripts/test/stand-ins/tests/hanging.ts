import t from 'tap';

t.test('never ends', () => new Promise(() => setInterval(() => {}, 1000)));
console.error('hanging now');
