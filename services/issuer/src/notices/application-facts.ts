import { worksLabels } from '@e-surety/domain';
import { eq } from 'drizzle-orm';
import type { Application } from '../applications/application.js';
import { findApplication } from '../applications/store.js';
import { branches, contractors, orderers } from '../db/tables.js';
import type { World } from '../world.js';
import { contactOf, type LetterSender } from './letter.js';

/** What every mail about an application says of it. */
export interface ApplicationMailFacts {
  application: Application;
  /** The contact's address. */
  email: string;
  /** The head of the letter. */
  to: string;
  from: LetterSender;
  /** 発注者 and 工事名, as rows of a table. */
  about: [string, string][];
  netDeskUrl: string;
}

export async function applicationMailFacts(world: World, applicationId: string): Promise<ApplicationMailFacts> {
  const { db, issuer, publicUrl } = world;
  const application = (await findApplication(db, applicationId, {}))!;
  const { works, facts, contractorId } = application;
  const [contractor] = await db.select().from(contractors).where(eq(contractors.id, contractorId));
  const [branch] = await db.select().from(branches).where(eq(branches.id, application.branch));
  const [orderer] = await db.select().from(orderers).where(eq(orderers.code, works.orderer));
  return {
    application,
    email: facts.contact.email,
    to: contactOf(contractor!.name, facts.contact),
    from: { issuer: issuer.name, branch: branch! },
    about: [
      ['発注者', orderer!.name],
      [worksLabels[works.facts.subject].name, works.facts.name],
    ],
    netDeskUrl: publicUrl,
  };
}

/** In the sender's domain: a host that only we know looks like forgery to those who receive it. */
export const messageIdOf = ({ mailer }: Pick<World, 'mailer'>, ...parts: string[]): string =>
  `${parts.join('.')}@${mailer.domain}`;
