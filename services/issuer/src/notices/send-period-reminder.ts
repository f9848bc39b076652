import {
  type CalendarDay,
  type Certificate,
  fiscalYearOf,
  formatWareki,
  type ReminderDays,
  reiwaYearOf,
  worksLabels,
} from '@e-surety/domain';
import type { World } from '../world.js';
import { messageIdOf } from './application-facts.js';
import { correspondenceOf } from './correspondence.js';
import { guaranteeLetter } from './guarantee-letter.js';

/** 保証期限のお知らせ: whoever extends the 工期 has to have the period of the guarantee changed too. */
export async function sendPeriodReminder(
  { db, mailer, publicUrl, now }: World,
  { guaranteeNumber, periodTo, days }: { guaranteeNumber: string; periodTo: CalendarDay; days: ReminderDays },
): Promise<void> {
  const correspondence = await correspondenceOf(db, guaranteeNumber);
  const { certificate } = correspondence;
  // Changed between the asking and the sending: there is another end now, or none to speak of.
  if (certificate.period.to !== periodTo || certificate.status !== 'in_force') return;
  await mailer.send({
    messageId: messageIdOf({ mailer }, 'period-reminder', guaranteeNumber, periodTo, String(days)),
    to: correspondence.contact.email,
    date: now(),
    ...guaranteeLetter(correspondence, {
      title: `保証期限のお知らせ(残り${days}日)`,
      said: `保証期限(${formatWareki(periodTo)})が近づいています。`,
      next: nextOf(certificate),
      netDeskUrl: publicUrl,
    }),
  });
}

/** An advance of one fiscal year of multi-year works ends with that year, however long the works become. */
function nextOf({ period, works }: Certificate): string {
  const label = worksLabels[works.subject].period;
  if (period.to !== works.period.to) {
    const year = `令和${reiwaYearOf(fiscalYearOf(period.to))}年度`;
    return `${year}の前払金の保証のため、保証期限は年度の末日です。${label}を延ばしても変わらず、手続は要りません。`;
  }
  return `${label}を延ばすときは、保証期限の変更が必要です。ネットデスクで変更を申し込んでください。\n${label}どおりに完成する場合、手続は要りません。`;
}
