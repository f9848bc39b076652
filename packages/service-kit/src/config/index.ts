export { absoluteUrl, fileOf, logLevel, oneOf, portNumber, postgresUrl, text, trustedProxies } from './parsers.js';
export { ConfigError, readConfig, type Setting, setting } from './read-config.js';
