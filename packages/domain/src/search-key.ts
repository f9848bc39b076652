const katakana = /[ァ-ヴ]/gu;

/**
 * What names are compared by when they are searched for: width, case and spaces do not count, katakana is hiragana, and ヶ is ケ.
 * Only for searching: names themselves are stored and shown exactly as received.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ヶケ]/gu, 'け')
    .replace(katakana, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/\s/gu, '');
}
