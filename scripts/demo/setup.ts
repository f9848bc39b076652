import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';
import { demoIssuer } from '../stack/demo-issuer.js';
import type { DemoAccounts } from '../stack/onboarding.js';

/** The demo's people and systems, with new passwords and secrets. */
export function newDemoAccounts(): DemoAccounts {
  const account = (name: string) => ({
    loginId: name,
    password: randomBytes(9).toString('base64url'),
    clientId: `demo-${name}`,
    clientSecret: randomBytes(32).toString('base64url'),
  });
  return { contractor: account('contractor'), underwriter: account('underwriter'), admin: account('admin') };
}

/** What `admin load-setup` of the issuer reads: a made-up guarantee company, its branches, its customers and the directory of orderers. */
export function demoSetup(accounts: DemoAccounts) {
  const { id, name, prefix } = demoIssuer;
  // The demo's underwriter sits in the head office and sees every branch.
  const people = [
    {
      ...accounts.contractor,
      name: '見本 太郎',
      email: 'soumu@ejcs.co.jp',
      role: 'contractor',
      contractorId: contractor.id,
    },
    {
      ...accounts.underwriter,
      name: '審査 花子',
      email: 'shinsa@mihon.example.jp',
      role: 'underwriter',
      contractorId: null,
    },
    { ...accounts.admin, name: '管理 次郎', email: 'kanri@mihon.example.jp', role: 'admin', contractorId: null },
  ];
  return {
    issuer: {
      id,
      name,
      numberPrefix: prefix,
      address: '東京都中央区○○1-1-1',
      representative: '代表取締役社長 見本 一郎',
    },
    feePayment: {
      account: '見本銀行 本店営業部 普通預金 0000000 ミホンケンセツギョウホショウ(カ ※見本の口座です',
      days: 14,
      recordingDays: 3,
    },
    branches,
    orderers: orderers(),
    tariffs,
    contractors: [contractor],
    users: people.map(({ clientId: _, clientSecret: __, ...user }) => user),
    clients: people.map(({ loginId: _, password: __, email: ___, ...client }) => client),
  };
}

const contractor = {
  id: 'marumaru-kensetsu',
  name: '○○建設 株式会社',
  address: '長野県諏訪郡富士見町○○100番地',
  representativeTitle: '代表取締役',
  representativeName: '見本 正',
  lumpSumAgreement: true,
  creditLimit: 1_000_000_000,
};

const hours = '9:00~17:00(土曜・日曜・祝日・年末年始を除く)';
const branches = [
  { id: 'nagano', name: '長野支店', phone: '026-000-0000', email: 'nagano@mihon.example.jp', hours },
  { id: 'wakayama', name: '和歌山支店', phone: '073-000-0000', email: 'wakayama@mihon.example.jp', hours },
];

/** Whom D-Sure names to a key holder who finds nothing. */
export const demoContacts = [
  { name: '本店 お客様窓口', phone: '03-0000-0000', hours },
  ...branches.map(({ name, phone, hours }) => ({ name, phone, hours })),
];

/** The directory that comes with the issuer, and one body of which nothing is known: 未確認, paper only. */
function orderers() {
  const folder = join(root, 'services/issuer/directory');
  const known = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
  return [...known, { code: '203611', prefecture: '長野県', name: '下諏訪町', kana: 'しもすわまち', rules: [] }];
}

const flat = { method: 'flat', minimum: 0, rounding: 'down' };

/** Confirmed is the rate of 中間前払金保証 alone; the others are samples, and every statement says so. */
const tariffs = [
  {
    tariff: {
      version: '見本-2026-04',
      validFrom: '2026-04-01',
      kinds: {
        advance_payment: {
          method: 'marginal',
          tiers: [
            { upTo: 10_000_000, ppm: 3_500 },
            { upTo: null, ppm: 2_500 },
          ],
          minimum: 3_000,
          rounding: 'down',
          sample: true,
        },
        interim_advance_payment: { ...flat, tiers: [{ upTo: null, ppm: 650 }], sample: false },
        performance: { ...flat, minimum: 3_000, tiers: [{ upTo: null, ppm: 4_000 }], sample: true },
      },
    },
    terms: {
      advance_payment: { name: '前払金保証約款(見本)', version: '2026-04' },
      interim_advance_payment: { name: '中間前払金保証約款(見本)', version: '2026-04' },
      performance: { name: '契約保証特約(見本)', version: '2026-04' },
    },
  },
];
