/** One record of a CSV file (RFC 4180) and the line on which it begins. */
export interface CsvRecord {
  line: number;
  fields: string[];
}

/** Reads all records but blank lines; null for a quote that never ends or stands where none may. */
export function readCsv(text: string): CsvRecord[] | null {
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/uy;
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let line = 1;
  let begun = 1;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found) return null;
    const [whole, field, end] = found as unknown as [string, string, string];
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    line += whole.match(/\r\n|\n|\r/gu)?.length ?? 0;
    if (end === ',' && token.lastIndex < text.length) continue;
    if (end === ',') fields.push('');
    if (fields.some((one) => one !== '')) records.push({ line: begun, fields });
    fields = [];
    begun = line;
  }
  return records;
}

/** UTF-8, with or without a byte order mark; else Shift_JIS, in which Excel saves CSV in Japan. Null if it is neither. */
export function decodeText(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}
