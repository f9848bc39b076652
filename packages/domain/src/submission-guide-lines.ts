import type { SubmissionAddressee, SubmissionGuide } from './submission-guide.js';

/** The guide as it is printed: labels and texts in reading order. */
export function submissionGuideLines(guide: SubmissionGuide): { label: string; text: string }[] {
  const { addressee, channel, subject, body, attachments, deadline, confirmByPhone, notes } = guide;
  const lines: [string, string | null][] = [
    ['提出先', addresseeText(addressee, channel?.code ?? null)],
    ['提出方法', channel?.text ?? '公表されていません。発注者の担当課に確認してください。'],
    ['件名', subject && subjectText(subject)],
    [
      channel?.code === 'web_form' ? 'フォームに入力する事項' : '本文に書く事項',
      body.length === 0 ? null : body.map(bodyText).join('、'),
    ],
    ['提出するもの', attachments.map(({ text }) => text).join('、')],
    ['提出期限', deadline?.text ?? null],
    ['電話連絡', confirmByPhone ? '送信したら、発注者の担当課に電話で連絡してください。' : null],
    ...notes.map((note): [string, string] => ['注意', note]),
  ];
  return lines.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

const askForAddress = '発注者の担当課に宛先を確認してください';

function addresseeText({ text, from, email }: SubmissionAddressee, channel: string | null): string {
  if (email !== null) return `${text}(${email})`;
  const needsAddress = from === 'open' || channel === null || channel.startsWith('email');
  return needsAddress ? `${text}(${askForAddress})` : text;
}

function subjectText({ text, pattern, missing }: NonNullable<SubmissionGuide['subject']>): string {
  if (text !== null) return text;
  return `${pattern} の形にします。${missing.map(({ label }) => label).join('、')}を確認してください。`;
}

const bodyText = ({ label, value }: SubmissionGuide['body'][number]) =>
  value === null ? `${label}(記入してください)` : `${label}(${value})`;
