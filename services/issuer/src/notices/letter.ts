export interface Letter {
  /** To whom: lines of the address, without 様. */
  to: string;
  /** Each part is a paragraph, or a table of labels and what they say. */
  parts: (string | [label: string, value: string][])[];
  from: LetterSender;
}

export interface LetterSender {
  issuer: string;
  branch: { name: string; phone: string; email: string; hours: string };
}

/** The layout that all our mails share: whom it is for, what it says, and whom to ask. */
export function letter({ to, parts, from: { issuer, branch } }: Letter): string {
  const said = parts.map((part) => (typeof part === 'string' ? part : table(part)));
  return `${to} 様

${said.join('\n\n')}

このメールは送信専用のアドレスからお送りしています。お問い合わせは下記までお願いいたします。

${issuer} ${branch.name}
電話 ${branch.phone} / メール ${branch.email}
受付時間 ${branch.hours}
`;
}

/** Labels stand in one column, in which a full-width sign is as wide as two others. */
function table(rows: [string, string][]): string {
  const column = Math.max(...rows.map(([label]) => widthOf(label))) + 2;
  return rows.map(([label, value]) => `  ${label}${' '.repeat(column - widthOf(label))}${value}`).join('\n');
}

const widthOf = (text: string) => [...text].reduce((width, sign) => width + (/[\x20-\x7e｡-ﾟ]/.test(sign) ? 1 : 2), 0);

/** 「○○建設 株式会社 / 総務部 見本 太郎」, as the head of a letter. */
export const contactOf = (company: string, { department, name }: { department: string; name: string }): string =>
  `${company}\n${department} ${name}`;
