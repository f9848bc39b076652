import type { DsureClient } from '@e-surety/client/dsure';
import type { Yen } from '@e-surety/domain';
import type { Papers } from '@e-surety/papers';
import type { Database } from './db/database.js';
import type { Keyring } from './issuance/keyring.js';
import type { SigningKeys } from './issuance/signing-keys.js';
import type { IssuerMetrics } from './metrics.js';
import type { Mailer } from './notices/mailer.js';
import type { WebhookTargets } from './webhooks/webhook-url.js';

/** What the use cases are handed of the world: nothing reads a clock, chance or a secret but through it. */
export interface World {
  db: Database;
  now: () => Date;
  entropy: (bytes: number) => Uint8Array;
  /** Net Desk, as people reach it. */
  publicUrl: string;
  issuer: IssuerProfile;
  signingKeys: SigningKeys;
  keyring: Keyring;
  papers: Papers;
  /** `publicUrl`: where orderers look up, as it is printed on key notices. */
  dsure: { client: DsureClient; publicUrl: string };
  mailer: Mailer;
  /** Where webhooks may lead. */
  webhookTargets: WebhookTargets;
  /** What is counted; nothing where nobody asks. */
  metrics?: IssuerMetrics;
  /** The amount from which a guarantee needs the approval of a second person. */
  secondApprovalFrom: Yen;
}

/** The guarantee company itself (保証人). */
export interface IssuerProfile {
  id: string;
  name: string;
  numberPrefix: string;
  address: string;
  /** As it signs: title and name. */
  representative: string;
}
