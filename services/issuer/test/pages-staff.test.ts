import type { Page } from 'playwright-core';
import t from 'tap';
import { accessibilityFaults, allStates, takePictures } from '../../../scripts/testing/browser.js';
import { heading, startDesk, text } from './desk.js';
import { advance, application, journeys, performance } from './journey.js';

const { world, visit } = await startDesk(t);
const { contractor, sql, workOff } = world;
const { read, submitted, approve, approved } = journeys(world);
const colleague = world.colleague;

const paperDelivery = { method: 'post', address: '長野県諏訪郡富士見町○○100番地' };
const onPaper = (changes: object = {}) =>
  application({
    guarantees: [performance({ form: 'paper', feePayment: 'bank_transfer' })],
    paperDelivery,
    works: { name: '町営○○団地 屋根改修工事', ...changes },
  });

// ---------------------------------------------------------------- every page, as somebody finds it
const waiting = await submitted(application({ messageToIssuer: '至急お願いします。' }));
const large = await submitted(
  application({
    works: { contractPrice: 1_000_000_000, name: '(仮称)富士見町総合体育館 新築工事' },
    guarantees: [
      advance({ amount: 400_000_000, feePayment: 'cash' }),
      performance({ amount: 90_000_000, feePayment: 'cash' }),
    ],
  }),
);
await approve(large, colleague);
await contractor.post(`/v1/applications/${large.id}/messages`, { text: '入金は明日の予定です。\nよろしくお願いします。' });
const elsewhere = await submitted(application({ branch: 'wakayama' }));
const held = await approved(onPaper());
await sql`update guarantee_requests set status = 'held', message = '発行前点検: 金額: 保証金額が請負金額を超えています。' where application_id = ${held.id}`;

const states: Record<string, (page: Page) => Promise<unknown>> = {
  'top page': (page) => page.goto('/'),
  cases: (page) => page.goto('/staff/cases'),
  'an application that waits': (page) => page.goto(`/staff/applications/${waiting.id}`),
  'an application of a large amount': (page) => page.goto(`/staff/applications/${large.id}`),
  'an issue that is held': (page) => page.goto(`/staff/applications/${held.id}`),
};

for (const [name, reach] of Object.entries(states)) {
  t.test(`every underwriter can use it: ${name}`, async (t) => {
    await visit(t, { as: 'underwriter' }, async (page) => {
      await reach(page);
      t.strictSame(await accessibilityFaults(page), []);
      await takePictures(page, `staff-${name}`);
    });
  });
}
void [allStates, heading, text, read, workOff, elsewhere];
