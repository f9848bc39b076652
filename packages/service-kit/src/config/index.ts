export { databaseSettings, withDatabaseUrl } from './database.js';
export { absoluteUrl, fileOf, logLevel, oneOf, portNumber, postgresUrl, text, trustedProxies } from './parsers.js';
export { ConfigError, type Parser, readConfig, type Setting, setting } from './read-config.js';
