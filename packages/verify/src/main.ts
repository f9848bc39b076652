#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isKeyError, NoKeys, readPublishedKeys } from './published-keys.js';
import { tell } from './tell.js';
import { verifyFile } from './verify-file.js';

const usage = `使い方: verify <certificate.jws または certificate.pdf> --jwks <jwks.json>

電子証書が本物かどうかを、通信せずに確かめます。jwks.json は、保証会社が公開する公開鍵の一覧
(ネットデスクの /.well-known/jwks.json)です。
終了コード: 0 本物 / 1 本物と認められない / 2 確かめられなかった
`;

/** 0: sound. 1: not. 2: it could not be looked at. */
process.exitCode = main(process.argv.slice(2));

function main(argv: string[]): 0 | 1 | 2 {
  const asked = argumentsIn(argv);
  if (asked === null) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const keys = readPublishedKeys(read(asked.jwks).toString('utf8'));
    const report = verifyFile(read(asked.file), keys);
    process.stdout.write(tell(basename(asked.file), report));
    return report.certificate === null ? 1 : 0;
  } catch (error) {
    process.stderr.write(`確かめられませんでした。${reasonOf(error)}\n`);
    return 2;
  }
}

function argumentsIn(argv: string[]): { file: string; jwks: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { jwks: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 || values.jwks === undefined ? null : { file, jwks: values.jwks };
  } catch {
    return null;
  }
}

/** Named as whoever called `npm run verify` sees it. */
function read(path: string): Buffer {
  return readFileSync(resolve(process.env.INIT_CWD ?? '.', path));
}

function reasonOf(error: unknown): string {
  if (error instanceof NoKeys) return error.message;
  if (isKeyError(error)) return '公開鍵の一覧に、鍵として使えないものがあります。';
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && path !== undefined) return `${path} を読めません(${code})。`;
  throw error;
}
