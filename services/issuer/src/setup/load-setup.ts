import type { GuaranteeKind, Tariff } from '@e-surety/domain';
import { sql } from 'drizzle-orm';
import { hashPassword } from '../accounts/password.js';
import { type CompanyRole, type Role, scopesOfRole } from '../accounts/roles.js';
import { secretDigest } from '../accounts/secret.js';
import type { Database } from '../db/database.js';
import { branches, clients, contractors, issuerProfile, tariffs, users } from '../db/tables.js';
import type { Terms } from '../fees/tariff-in-force.js';
import { addOrderers, type DirectoryEntry } from '../orderers/add-orderers.js';
import type { IssuerProfile } from '../world.js';

/** What a guarantee company begins with, as one file. */
export interface Setup {
  issuer: IssuerProfile;
  /** 保証料の振込先; calendar days to the last day of payment; days more in which what was paid in time is still recorded. */
  feePayment: { account: string; days: number; recordingDays: number };
  branches: { id: string; name: string; phone: string; email: string; hours: string }[];
  orderers: DirectoryEntry[];
  tariffs: { tariff: Tariff; terms: Record<GuaranteeKind, Terms> }[];
  contractors: {
    id: string;
    name: string;
    address: string;
    representativeTitle: string;
    representativeName: string;
    lumpSumAgreement: boolean;
    creditLimit: number;
  }[];
  /** Of a company, the first are its administrators unless said otherwise. `branches`: null, or none said, for the head office. */
  users: {
    loginId: string;
    password: string;
    name: string;
    email?: string | null;
    role: Role;
    contractorId: string | null;
    companyRole?: CompanyRole;
    branches?: string[] | null;
  }[];
  clients: {
    clientId: string;
    clientSecret: string;
    name: string;
    role: Role;
    contractorId: string | null;
    branches?: string[] | null;
  }[];
}

const nothing = { branches: [], orderers: [], tariffs: [], contractors: [], users: [], clients: [] };

/** Only who the company is, and how it is paid, has to be said; what is not there is empty. */
export type GivenSetup = Pick<Setup, 'issuer' | 'feePayment'> & Partial<Setup>;

/** Loads a setup in one transaction. What is there already stays as it is, and what was open is filled in: loaded twice, it changes nothing. */
export async function loadSetup(db: Database, given: GivenSetup): Promise<void> {
  const setup: Setup = { ...nothing, ...given };
  const hashed = await Promise.all(
    setup.users.map(async ({ password, ...user }) => ({
      ...user,
      companyRole: user.companyRole ?? (user.role === 'contractor' ? ('company_admin' as const) : null),
      passwordHash: await hashPassword(password),
    })),
  );
  await db.transaction(async (tx) => {
    const { account: feeAccount, days: feePaymentDays, recordingDays: feeRecordingDays } = setup.feePayment;
    const profile = { ...setup.issuer, feeAccount, feePaymentDays, feeRecordingDays };
    await tx
      .insert(issuerProfile)
      .values(profile)
      .onConflictDoUpdate({
        target: issuerProfile.one,
        set: { feeAccount: sql`coalesce(${issuerProfile.feeAccount}, excluded.fee_account)` },
      });
    const rows = {
      branches: setup.branches.map((branch, index) => ({ ...branch, sortOrder: index })),
      tariffs: setup.tariffs.map(({ tariff, terms }) => ({
        version: tariff.version,
        validFrom: tariff.validFrom,
        tariff,
        terms,
      })),
      clients: setup.clients.map(({ clientSecret, ...client }) => ({
        ...client,
        secretDigest: secretDigest(clientSecret),
        scopes: [...scopesOfRole[client.role]],
      })),
    };
    if (rows.branches.length > 0) await tx.insert(branches).values(rows.branches).onConflictDoNothing();
    await addOrderers(tx, setup.orderers);
    if (rows.tariffs.length > 0) await tx.insert(tariffs).values(rows.tariffs).onConflictDoNothing();
    if (setup.contractors.length > 0) await tx.insert(contractors).values(setup.contractors).onConflictDoNothing();
    if (hashed.length > 0) await tx.insert(users).values(hashed).onConflictDoNothing();
    if (rows.clients.length > 0) await tx.insert(clients).values(rows.clients).onConflictDoNothing();
  });
}
