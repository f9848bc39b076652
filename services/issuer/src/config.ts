import { createPrivateKey, X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { isYen, type Yen } from '@e-surety/domain';
import { keyFile, parseKeyringFile, publishedKeys, readAcceptedAccessTokenKeys } from '@e-surety/issuer-keys';
import {
  absoluteUrl,
  databaseSettings,
  fileOf,
  logLevel,
  oneOf,
  portNumber,
  readConfig,
  setting,
  text,
  trustedProxies,
  withDatabaseUrl,
} from '@e-surety/service-kit/config';
import type { JWK } from 'jose';
import { domainOf } from './notices/mailer.js';
import { webhookTargets } from './webhooks/webhook-url.js';

/** What the issuer takes from its environment; the help lines are what it says when one is missing. */
export function readIssuerConfig(environment: Record<string, string | undefined>) {
  return withDatabaseUrl(readConfig(environment, issuerSettings(environment)));
}
export type IssuerConfig = ReturnType<typeof readIssuerConfig>;

export function issuerSettings(environment: Record<string, string | undefined>) {
  return {
    ...databaseSettings('the issuer'),
    keys: setting('KEYS_DIR', keyFiles, "the folder with the issuer's private keys"),
    dsureUrl: setting('DSURE_URL', absoluteUrl, 'the address at which the issuer reaches D-Sure'),
    dsurePublicUrl: setting(
      'DSURE_PUBLIC_URL',
      absoluteUrl,
      'the address at which people reach D-Sure: printed on key notices, and the audience of calls',
      environment.DSURE_URL,
    ),
    timestampUrl: setting(
      'TSA_URL',
      timestampAuthority,
      "an RFC 3161 authority whose timestamp each certificate's PDF is to carry; without it none does",
      '',
    ),
    host: setting('HOST', text, 'the address to listen at', '127.0.0.1'),
    port: setting('PORT', portNumber, 'the port to listen at', '4100'),
    publicUrl: setting(
      'PUBLIC_URL',
      absoluteUrl,
      'the address at which people reach Net Desk',
      'http://127.0.0.1:4100',
    ),
    mail: setting('SMTP_URL', smtpUrl, 'the mail server; without it mails become files in MAIL_DIR', ''),
    mailDir: setting('MAIL_DIR', text, 'the folder for mails without SMTP_URL', '.data/mail'),
    mailFrom: setting('MAIL_FROM', sender, 'the sender of all mails'),
    secondApprovalFrom: setting(
      'SECOND_APPROVAL_FROM',
      amountOfYen,
      'the amount in yen from which a second underwriter has to approve',
      '100000000',
    ),
    webhookTargets: setting(
      'WEBHOOK_TARGETS',
      oneOf(...webhookTargets),
      'where webhooks may lead: public (https to public addresses), or any (development only)',
      'public',
    ),
    logLevel: setting('LOG_LEVEL', logLevel, 'how much to log', 'info'),
    trustedProxies: setting('TRUSTED_PROXIES', trustedProxies, 'proxies whose X-Forwarded-For is believed', ''),
  };
}

function amountOfYen(value: string): Yen {
  const amount = Number(value);
  if (!/^\d+$/.test(value) || !isYen(amount)) throw new Error('expected an amount of yen, in digits');
  return amount;
}

function sender(value: string): string {
  domainOf(value);
  return value;
}

/** Null for none: then mails become files. */
function smtpUrl(value: string): string | null {
  if (value === '') return null;
  if (!/^smtps?:\/\//.test(value) || !URL.canParse(value)) throw new Error('expected a URL such as smtp://mail:25');
  return value;
}

/** Null for none: then certificates carry no timestamp. */
function timestampAuthority(value: string): string | null {
  if (value === '') return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Error('expected a URL such as https://tsa.example.jp/tsa, without user and password');
  return value;
}

/** Each purpose has a key file of its own, so that each can be rotated, and guarded, by itself. */
function keyFiles(folder: string) {
  const read = <T>(file: string, parse: (content: string) => T): T => {
    try {
      return fileOf(parse)(file);
    } catch (error) {
      throw new Error(`${basename(file)} in that folder: ${(error as Error).message}`);
    }
  };
  const jwk = (content: string) => JSON.parse(content) as JWK & { kid: string };
  return {
    certificate: read(keyFile.jwk(folder, 'certificate'), jwk),
    envelope: read(keyFile.jwk(folder, 'envelope'), jwk),
    call: read(keyFile.jwk(folder, 'call'), jwk),
    accessToken: read(keyFile.jwk(folder, 'access-token'), jwk),
    /** Tokens of these are read too. */
    acceptedAccessTokens: readAcceptedAccessTokenKeys(folder),
    /** To be published: of what signs now, next, and of all that did before. */
    published: publishedKeys(folder),
    keyring: read(keyFile.keyring(folder), parseKeyringFile),
    pdf: pdfKey(read(keyFile.pdfKey(folder), String), read(keyFile.pdfCertificate(folder), String)),
  };
}

function pdfKey(privateKeyPem: string, certificatePem: string) {
  if (!new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem)))
    throw new Error('pdf-signing.cert.pem in that folder: it belongs to another key than pdf-signing.key.pem');
  return { privateKeyPem, certificatePem };
}
