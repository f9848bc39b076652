import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Test } from 'tap';
import { folder, run } from './tools.js';

const config = (path: (name: string) => string) => `oid_section=oids
[oids]
[req]
distinguished_name=dn
x509_extensions=ext
prompt=no
[dn]
CN=TSA
[ext]
extendedKeyUsage=critical,timeStamping
[tsa]
default_tsa=one
[one]
serial=${path('serial')}
signer_cert=${path('tsa.pem')}
signer_key=${path('tsa.key')}
default_policy=1.2.3.4.1
signer_digest=sha256
digests=sha256
`;

/** An authority of RFC 3161: openssl behind HTTP. It can be told to leave everybody waiting, and to hang up on them. */
export async function startTimestampAuthority(t: Test) {
  const path = folder(t);
  writeFileSync(path('tsa.cnf'), config(path));
  const files = ['-keyout', path('tsa.key'), '-out', path('tsa.pem'), '-config', path('tsa.cnf')];
  run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', ...files);
  let questions = 0;
  const waiting = new Set<Socket>();
  const state = { silent: false };
  const url = await serve(t, async (request, response) => {
    const n = questions++;
    if (state.silent) {
      waiting.add(request.socket);
      return;
    }
    writeFileSync(path(`query${n}`), await bodyOf(request));
    const about = ['-config', path('tsa.cnf'), '-queryfile', path(`query${n}`), '-out', path(`reply${n}`)];
    await once(spawn('openssl', ['ts', '-reply', ...about]), 'exit');
    response.setHeader('connection', 'close').end(readFileSync(path(`reply${n}`)));
  });
  return {
    ...{ url, state, certificate: path('tsa.pem'), asked: () => questions },
    waiting: () => waiting.size,
    hangUp: () => {
      for (const socket of waiting) socket.destroy();
      waiting.clear();
    },
  };
}

/** An HTTP server that goes with the test. */
export async function serve(t: Test, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

export async function bodyOf(request: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}
