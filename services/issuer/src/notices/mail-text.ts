/** What a mail says, before it is addressed. */
export interface MailText {
  subject: string;
  text: string;
}
