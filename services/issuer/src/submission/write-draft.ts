import { formatWareki, guaranteeKindNames, type SubmissionGuide, worksLabels } from '@e-surety/domain';
import MailComposer from 'nodemailer/lib/mail-composer';
import { findApplication } from '../applications/store.js';
import { printKeyNotice } from '../documents/print-key-notice.js';
import type { Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import { guideFrom } from './guide-of.js';

/**
 * The contractor's own mail to the orderer, as a draft: rendered whenever it is asked for, byte for byte the same of the same
 * facts, and never sent by us. The key stands in the attached notice alone. What is missing stays open for a person to fill in.
 */
export async function writeSubmissionDraft(world: World, guarantee: Guarantee, actor: string): Promise<Buffer> {
  const { row, latest } = guarantee;
  if (row.form !== 'electronic') throw refuse('not_electronic');
  const application = (await findApplication(world.db, row.applicationId, { contractorId: null }))!;
  const guide = await guideFrom(world.db, application, latest.certificate);
  if (guide.channel && !guide.channel.code.startsWith('email')) {
    throw refuse('not_submitted_by_email', { detail: `この発注者への提出方法は、${guide.channel.text}です。` });
  }
  const { contact } = application.facts;
  const pdf = await printKeyNotice(world, guarantee, latest.revision, actor);
  const id = `${row.guaranteeNumber}.${latest.revision}`;
  return build({
    from: { name: contact.name, address: contact.email },
    ...(guide.addressee.email && { to: { name: guide.addressee.text, address: guide.addressee.email } }),
    subject: guide.subject ? (guide.subject.text ?? '') : `電子保証の認証キーのお知らせ ${row.guaranteeNumber}`,
    text: textOf(guide, guarantee, contact),
    // Mail programs open it for writing, with their own button to send.
    headers: { 'X-Unsent': '1' },
    date: row.issuedAt!,
    messageId: `<submission-draft.${id}@${new URL(world.publicUrl).hostname}>`,
    baseBoundary: id,
    attachments: [
      {
        filename: `認証キーのお知らせ_${row.guaranteeNumber}.pdf`,
        content: Buffer.from(pdf),
        contentType: 'application/pdf',
      },
    ],
  });
}

async function build(mail: ConstructorParameters<typeof MailComposer>[0] & { baseBoundary: string }): Promise<Buffer> {
  const message = new MailComposer({ ...mail, newline: 'windows' }).compile();
  message.baseBoundary = mail.baseBoundary;
  return message.build();
}

function textOf(
  { addressee, body, attachments }: SubmissionGuide,
  { latest }: Guarantee,
  contact: { department: string; name: string; phone: string; email: string },
): string {
  const { kind, guaranteeNumber, issuedOn, works, contractor } = latest.certificate;
  const facts: [string, string][] = [
    ['保証の種類', guaranteeKindNames[kind]],
    ['保証契約番号', guaranteeNumber],
    ['発行日', formatWareki(issuedOn)],
    [worksLabels[works.subject].name, works.name],
    ...(works.number === null ? [] : ([[worksLabels[works.subject].number, works.number]] as [string, string][])),
    ['受注者名', contractor.name],
  ];
  const asked = body.map(({ label, value }): [string, string] => [label, value ?? '']);
  const beside = asked.filter(([label]) => !facts.some(([known]) => known === label));
  const more = attachments.filter(({ code }) => code !== 'key_notice').map(({ text }) => text);
  return `${addressee.text}

${contractor.name}です。
下記の保証について、「電子保証にかかる「認証キー」のお知らせ」を提出します。
保証の内容は、添付のPDFにある保証契約番号と認証キーにより、D-Sureで確認できます。

${[...facts, ...beside].map(([label, text]) => `${label}: ${text}`).join('\n')}
${more.length === 0 ? '' : `\nあわせて提出するもの: ${more.join('、')}\n`}
${contractor.name} ${contact.department}
${contact.name}
電話 ${contact.phone} / メール ${contact.email}
`;
}
