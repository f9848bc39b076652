import t from 'tap';

t.pass();
process.exit(3);
