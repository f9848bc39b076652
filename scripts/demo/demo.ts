import type { DemoAccounts } from '../stack/onboarding.js';

/** What `.data/demo.json` holds, for scripts and people. */
export interface Demo extends DemoAccounts {
  issuer: { url: string };
  dsure: { url: string };
  guarantees: DemoGuarantee[];
}

export interface DemoGuarantee {
  guaranteeNumber: string;
  authenticationKey: string;
}
