import { readFileSync } from 'node:fs';
import { isIP, isIPv6 } from 'node:net';
import type { Parser } from './read-config.js';

export const text: Parser<string> = (value) => value;

export const portNumber: Parser<number> = (value) => {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65535) throw new Error('expected a port number, 0 to 65535');
  return port;
};

export const absoluteUrl: Parser<string> = (value) => {
  if (!URL.canParse(value) || !/^https?:/.test(value)) throw new Error('expected a URL such as https://example.jp');
  return value.replace(/\/+$/, '');
};

export const postgresUrl: Parser<string> = (value) => {
  if (!URL.canParse(value) || !/^postgres(ql)?:/.test(value)) {
    throw new Error('expected a PostgreSQL URL such as postgres://role:password@127.0.0.1:5432/database');
  }
  return value;
};

export function oneOf<const T extends readonly string[]>(...values: T): Parser<T[number]> {
  return (value) => {
    if (!values.includes(value)) throw new Error(`expected one of ${values.join(', ')}`);
    return value;
  };
}

export const logLevel = oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent');

/** Addresses or networks whose X-Forwarded-For is believed, separated by commas; empty: nobody's. */
export const trustedProxies: Parser<string[]> = (value) => {
  const proxies = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!proxies.every(isAddressOrNetwork)) throw new Error('expected addresses or networks such as 10.0.0.0/8, ::1');
  return proxies;
};

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = isIPv6(address) ? 128 : 32;
  if (isIP(address) === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
}

/** The content of a file that the variable names: secrets come from files, never from the environment itself. */
export function fileOf<T>(parse: Parser<T>): Parser<T> {
  return (path) => {
    let content: string;
    try {
      content = readFileSync(path, 'utf8');
    } catch (error) {
      throw new Error(`the file that it names cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
    return parse(content.trim());
  };
}
