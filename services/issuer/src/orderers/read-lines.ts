import { type OrdererCode, parseOrdererCode, prefectureOf } from '@e-surety/domain';
import { invalidField } from '@e-surety/service-kit/problems';
import { decodeText, readCsv } from './csv.js';

export interface OrdererLine {
  code: OrdererCode;
  prefecture: string;
  name: string;
  kana: string;
}

export interface RefusedLine {
  line: number;
  code: RefusedLineCode;
  detail: string;
}

export type RefusedLineCode =
  | 'wrong_number_of_fields'
  | 'not_an_orderer_code'
  | 'other_prefecture'
  | 'no_name'
  | 'not_kana'
  | 'unreadable_text'
  | 'code_twice';

export interface OrdererLines {
  lines: number;
  accepted: OrdererLine[];
  refused: RefusedLine[];
}

const columns = ['code', 'prefecture', 'name', 'kana'] as const;
/** Under which heading a column may stand, beside its own name. */
const headings: Record<string, (typeof columns)[number]> = {
  municipality: 'name',
  団体コード: 'code',
  都道府県名: 'prefecture',
  市区町村名: 'name',
  ふりがな: 'kana',
};
const mostLines = 10_000;

/** Reads a list of public bodies: every line is either taken or refused with its reason; a file that is no such list is refused whole. */
export function readOrdererLines(bytes: Uint8Array): OrdererLines {
  const text = decodeText(bytes);
  if (text === null) throw unreadable('文字コードが UTF-8 でも Shift_JIS でもありません。');
  const [heading, ...records] = readCsv(text) ?? [];
  if (!heading) throw unreadable('CSVとして読めないか、空のファイルです。');
  if (records.length > mostLines) throw unreadable(`一度に取り込めるのは${mostLines}行までです。`);
  const order = heading.fields.map((field) => headings[field.trim()] ?? field.trim());
  if (order.length !== columns.length || columns.some((column) => !order.includes(column))) {
    throw unreadable(`1行目の見出しが違います(${heading.fields.join(',').slice(0, 100)})。`);
  }

  const accepted = new Map<string, OrdererLine & { line: number }>();
  const refused: RefusedLine[] = [];
  for (const { line, fields } of records) {
    const named = Object.fromEntries(order.map((column, index) => [column, fields[index] ?? '']));
    const read = fields.length === order.length ? readLine(named) : tooFewOrMany(fields.length, order.length);
    const earlier = 'prefecture' in read && accepted.get(read.code);
    if (!('prefecture' in read)) refused.push({ line, ...read });
    else if (earlier) {
      refused.push({
        line,
        code: 'code_twice',
        detail: `発注者コード ${read.code} は${earlier.line}行目にもあります。`,
      });
    } else accepted.set(read.code, { ...read, line });
  }
  const taken = [...accepted.values()].map(({ line: _, ...row }) => row);
  return { lines: records.length, accepted: taken, refused };
}

type Fault = Omit<RefusedLine, 'line'>;

function readLine(fields: Record<string, string>): OrdererLine | Fault {
  const [typed, prefecture, municipality, kana] = columns.map((column) => fields[column]!.trim()) as [
    ...[string, string, string, string],
  ];
  const name = municipality || prefecture;
  const code = parseOrdererCode(typed);
  if ([typed, prefecture, name, kana].some((text) => text.length > 200 || /[\p{Cc}\p{Cs}\ufffd]/u.test(text))) {
    return { code: 'unreadable_text', detail: '使えない文字があるか、長すぎる項目があります。' };
  }
  if (!code) {
    const detail = `「${typed}」は発注者コードではありません。検査数字まで含む6桁の全国地方公共団体コードにしてください。`;
    return { code: 'not_an_orderer_code', detail };
  }
  const expected = prefectureOf(code);
  if (prefecture === '' || (expected !== null && prefecture !== expected)) {
    const detail = `発注者コード ${code} は${expected ?? '国など'}のもので、「${prefecture}」と合いません。`;
    return { code: 'other_prefecture', detail };
  }
  if (name === '') return { code: 'no_name', detail: '名称がありません。' };
  if (!/^[ぁ-ゖァ-ヺ・ー\s]+$/u.test(kana.normalize('NFKC'))) {
    return { code: 'not_kana', detail: `「${kana}」はかなではありません。` };
  }
  return { code, prefecture, name, kana };
}

function tooFewOrMany(found: number, wanted: number): Fault {
  return { code: 'wrong_number_of_fields', detail: `項目が${found}個あります。${wanted}個にしてください。` };
}

function unreadable(detail: string) {
  return invalidField(
    '',
    'not_a_list_of_orderers',
    detail,
    `見出しが ${columns.join(',')} のCSV(UTF-8 または Shift_JIS)`,
  );
}
