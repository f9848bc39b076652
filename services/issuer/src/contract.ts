/** The small vocabulary in which the issuer's contract over HTTP is written. */
import { maxYen } from '@e-surety/domain';
import { printableLines, unprintable, visibleLine } from '@e-surety/service-kit/http';
import { type TSchema, Type } from 'typebox';

export { ref, unprintable } from '@e-surety/service-kit/http';

/** A name is stored, signed and shown exactly as received. */
export const name = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: visibleLine, ...(description && { description }) });

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const optionalName = (maxLength: number, description?: string) => nullable(name(maxLength, description));

export const freeText = (maxLength: number, description?: string) =>
  Type.String({ maxLength, pattern: printableLines, ...(description && { description }) });

export const oneOf = <const T extends readonly string[]>(values: T, description?: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...(description && { description }) });

/** Yen as systems send them, or as people type them. */
export const YenInput = Type.Union(
  [Type.Integer({ minimum: 1, maximum: maxYen }), Type.String({ minLength: 1, maxLength: 40 })],
  { description: '円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可)' },
);
/** Where nothing is an answer: a year in which nothing is paid. */
export const YenFromZeroInput = Type.Union(
  [Type.Integer({ minimum: 0, maximum: maxYen }), Type.String({ minLength: 1, maxLength: 40 })],
  { description: '円(0円を含む)。整数、または入力されたままの文字列' },
);
export const yen = Type.Integer({ minimum: 0, maximum: maxYen, description: '円' });

export const DayInput = Type.String({
  minLength: 1,
  maxLength: 30,
  description: '日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可)',
});
export const day = Type.String({ format: 'date', description: '日付(日本時間)' });
export const instant = Type.String({ format: 'date-time' });

export const email = Type.String({ format: 'email', maxLength: 254 });
/** Without the `urn:uuid:` that the format allows as well. */
export const uuid = Type.String({ format: 'uuid', maxLength: 36 });

/** Text that is searched for or compared with. */
export const searchText = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: `^[^${unprintable}]*$`, ...(description && { description }) });

export const idempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ description: '必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない' }),
  ),
});
export const ifMatchHeader = Type.Object({
  'if-match': Type.Optional(Type.String({ description: '必須。読み込んだときの ETag' })),
});

export const putHeaders = Type.Object({
  'if-match': Type.Optional(Type.String({ description: '変更するとき、読み込んだときの ETag' })),
  'if-none-match': Type.Optional(Type.String({ description: '新しく登録するときは *' })),
});

/** An answer that is a file. */
export const file = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: type }) } },
});

export const guaranteeNumberPath = Type.Object({
  guaranteeNumber: Type.String({ minLength: 1, maxLength: 40, description: '保証契約番号。例: 12-08-0000123-3' }),
});
