import { demoSetup, newDemoAccounts } from '../../../scripts/demo/setup.js';
import type { Setup } from '../src/setup/load-setup.js';

/** The demo's people, and a second underwriter. */
export const accounts = {
  ...newDemoAccounts(),
  colleague: { loginId: 'colleague', password: 'another long password' },
};
const colleague = {
  ...accounts.colleague,
  name: '承認 三郎',
  email: 'shonin@mihon.example.jp',
  role: 'underwriter',
  contractorId: null,
};

/** The demo's guarantee company, with a second customer and an orderer of our own making whose limits are strict. */
export function testSetup({ everyone = false } = {}): Setup {
  const setup = demoSetup(accounts) as unknown as Setup;
  const [known] = setup.contractors;
  return {
    ...setup,
    // Hashing passwords takes its time, and only tests of pages sign in as everybody.
    users: everyone ? [...setup.users, colleague as Setup['users'][number]] : setup.users.slice(0, 1),
    contractors: [
      known!,
      { ...known!, id: 'sankaku-doboku', name: '△△土木 有限会社', lumpSumAgreement: false, creditLimit: 0 },
    ],
    clients: [
      ...setup.clients,
      { ...setup.clients[0]!, clientId: 'neighbour', contractorId: 'sankaku-doboku', clientSecret: 'x'.repeat(43) },
    ],
    orderers: [...setup.orderers, strictOrderer],
  };
}

const everyBid = { subjects: ['construction', 'consulting'], bids: 'all', withPriorAdvance: false } as const;

const strictOrderer = {
  code: 'K-MIHON1',
  prefecture: '見本県',
  name: '見本県土木部',
  kana: 'みほんけんどぼくぶ',
  rules: [
    {
      validFrom: '2026-04-01',
      rules: {
        electronic: {
          since: '2026-06-01',
          trigger: 'notice_date',
          kinds: ['advance_payment'],
          subjects: ['construction'],
        },
        ratio: {
          unit: 100_000,
          onBreach: 'refusal',
          limits: [{ ...everyBid, rule: 'advance_payment', kind: 'advance_payment', bound: 'at_most', ppm: 400_000 }],
        },
        submission: [],
        source: 'https://mihon.example.jp/',
      },
    },
  ],
} as unknown as Setup['orderers'][number];

/** What an admin sends for rates of the next fiscal year. */
export function nextTariff(changes: object = {}) {
  const { tariff, terms } = testSetup().tariffs[0]!;
  return { validFrom: '2027-04-01', kinds: tariff.kinds, terms, ...changes };
}
