import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Test } from 'tap';
import { smtpMailer } from '../src/notices/mailer.js';

/** A mail server on this machine that keeps what it gets, with a mailer that speaks SMTP to it. */
export async function startMailServer(t: Pick<Test, 'teardown'>) {
  const received: string[] = [];
  let failure: string | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8').replaceAll('\r\n', '\n'));
        const error = failure === null ? null : Object.assign(new Error(failure), { responseCode: 451 });
        failure = null;
        done(error);
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return {
    mailer: smtpMailer(`smtp://127.0.0.1:${port}`, '見本建設業保証株式会社 <no-reply@mihon.example.jp>'),
    received: () => [...received],
    /** Answers the next mail with a failure for now, though it has come through. */
    failNext: (words: string) => {
      failure = words;
    },
    textOf,
  };
}

/** The text of a mail of one part, decoded. */
function textOf(mail: string): string {
  const end = mail.indexOf('\n\n');
  const [head, body] = [mail.slice(0, end), mail.slice(end + 2)];
  const encoding = /^Content-Transfer-Encoding: (\S+)$/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
