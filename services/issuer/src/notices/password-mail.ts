import { type LetterSender, letter } from './letter.js';
import type { MailText } from './mail-text.js';

export interface PasswordMailFacts {
  name: string;
  loginId: string;
  /** With the token behind `#`: it stays in the browser, out of logs. */
  link: string;
  from: LetterSender;
}

/** ご利用開始のご案内. */
export function invitationMail({ name, loginId, link, from }: PasswordMailFacts): MailText {
  return {
    subject: `【${from.issuer}】ネットデスクのご利用開始のご案内`,
    text: letter({
      to: name,
      parts: [
        `ネットデスクの利用者として登録されました。\n次のリンクを開いて、パスワードを決めてください。リンクは7日間、一度だけ使えます。`,
        [
          ['ログインID', loginId],
          ['リンク', link],
        ],
        'お心当たりがない場合は、このメールを破棄して、下記までお知らせください。',
      ],
      from,
    }),
  };
}

/** パスワードの再設定. */
export function passwordResetMail({ name, loginId, link, from }: PasswordMailFacts): MailText {
  return {
    subject: `【${from.issuer}】ネットデスクのパスワードの再設定について`,
    text: letter({
      to: name,
      parts: [
        `パスワードの再設定のお申し出を受け付けました。\n次のリンクを開いて、新しいパスワードを決めてください。リンクは1時間、一度だけ使えます。`,
        [
          ['ログインID', loginId],
          ['リンク', link],
        ],
        'お心当たりがない場合は、何もしなくて結構です。今のパスワードはそのまま使えます。',
      ],
      from,
    }),
  };
}
