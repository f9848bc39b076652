/** A mail of ours as its reader sees it: as much of RFC 5322 and MIME as they need. */
export function readMail(source: string): { messageId: string; to: string; subject: string; text: string } {
  const [head = '', body = ''] = source.split(/\r?\n\r?\n([\s\S]*)/);
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  return {
    messageId: header('message-id').replace(/[<>]/g, ''),
    to: header('to'),
    subject: decodedWords(header('subject')),
    text: decodedBody(body, header('content-transfer-encoding').toLowerCase()).replaceAll('\r\n', '\n'),
  };
}

function decodedBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r?\n/g, ''));
  return body;
}

const decodedWords = (text: string) =>
  text
    .replace(/\?= +=\?/g, '?==?')
    .replace(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('latin1')
        : Buffer.from(quotedPrintable(word.replaceAll('_', ' '), 'latin1'), 'latin1').toString('latin1'),
    )
    .replace(/^[\s\S]*$/, (whole) => Buffer.from(whole, 'latin1').toString('utf8'));

function quotedPrintable(text: string, encoding: BufferEncoding = 'utf8'): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString(encoding);
}
