import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import t from 'tap';
import { accessibilityFaults, allStates, focused, tabTo, takePictures } from '../../../scripts/testing/browser.js';
import { heading, startDesk, text } from './desk.js';
import { startDsure } from './dsure.js';
import { advance, application, guaranteeOf, journeys, performance } from './journey.js';

const dsure = await startDsure(t);
const { world, visit } = await startDesk(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { clock } = world;
const { issued } = journeys(world);

const first = await issued();
const electronic = guaranteeOf(first, 'advance_payment').guaranteeNumber!;
const performing = await issued(
  application({
    works: { name: '庁舎改修工事', contractDate: null },
    guarantees: [performance()],
  }),
);
const unsigned = guaranteeOf(performing, 'performance').guaranteeNumber!;
const contractor = { as: 'contractor' } as const;

const states: Record<string, (page: Page) => Promise<unknown>> = {
  guarantees: (page) => page.goto('/guarantees'),
  guarantee: (page) => page.goto(`/guarantees/${electronic}`),
  'guarantee, unsigned': (page) => page.goto(`/guarantees/${unsigned}`),
  electronic: (page) => page.goto(`/guarantees/${electronic}/electronic`),
  submission: (page) => page.goto(`/guarantees/${electronic}/submission`),
  'change, choose': (page) => page.goto(`/guarantees/${electronic}/changes/new`),
  'change, form': (page) => page.goto(`/guarantees/${electronic}/changes/new?type=increase_and_period`),
  'key replacement': (page) => page.goto(`/guarantees/${electronic}/key-replacement`),
  conclusion: (page) => page.goto(`/works/${performing.worksId}/contract-conclusion?from=${unsigned}`),
  statements: (page) => page.goto('/fee-statements'),
  users: (page) => page.goto('/users'),
  'user, invite': (page) => page.goto('/users/new'),
  guide: (page) => page.goto('/guide'),
  'guide, key': (page) => page.goto('/guide/authentication-key'),
  orderers: (page) => page.goto('/orderers'),
  orderer: (page) => page.goto('/orderers/203629'),
};

for (const [name, reach] of Object.entries(states)) {
  t.test(`everyone can use it: ${name}`, async (t) => {
    await visit(t, contractor, async (page) => {
      await reach(page);
      t.strictSame(await accessibilityFaults(page), []);
      await takePictures(page, name);
    });
  });
}
void [readFileSync, inflateSync, allStates, focused, tabTo, heading, text, clock, advance];
