export { bytea } from './columns.js';
export { compareTables } from './compare-tables.js';
export { checkReady, connectPostgres, type Database, type Postgres, type Transaction } from './connect.js';
export { lockByName } from './lock-by-name.js';
export { migrateDatabase } from './migrate.js';
