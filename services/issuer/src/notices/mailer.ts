import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export interface Mail {
  /** The same for every attempt, so that a repeated mail can be recognised: without angle brackets. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  date: Date;
}

export interface Mailer {
  /** That of the sender's address, to which the ids of mails belong. */
  domain: string;
  /** Resolves when the mail is in other hands (the server's 250, or a file that is on disk). */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Hands mails to an SMTP server. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 });
  return {
    domain: domainOf(from),
    send: async (mail) => {
      await transport.sendMail(envelopeOf(mail, from));
    },
    close: () => transport.close(),
  };
}

/** Without an SMTP server each mail becomes a file that mail programs open; sent again, it replaces itself. */
export function fileMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    domain: domainOf(from),
    send: async (mail) => {
      const { message } = await transport.sendMail(envelopeOf(mail, from));
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${mail.messageId.replace(/[^\w.@-]/g, '_')}.eml`);
      const file = await open(`${path}.part`, 'w', 0o600);
      await file.writeFile(message as Buffer);
      await file.sync();
      await file.close();
      await rename(`${path}.part`, path);
    },
    close: () => transport.close(),
  };
}

/** Of `no-reply@example.jp` or `見本 <no-reply@example.jp>`; throws where there is none. */
export function domainOf(from: string): string {
  const [, domain] = /^[^@]*@([\w.-]+)>?$/.exec(from.trim()) ?? [];
  if (domain === undefined) throw new Error('expected an address such as 見本 <no-reply@example.jp>');
  return domain;
}

/** Auto-Submitted (RFC 3834) keeps absence notes from answering. */
const envelopeOf = ({ messageId, to, subject, text, date }: Mail, from: string) => ({
  from,
  to,
  subject,
  text,
  date,
  messageId: `<${messageId}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
});
