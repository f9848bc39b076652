import type { FastifySchemaValidationError } from 'fastify';

interface Sentence {
  code: string;
  detail: string;
  expected?: string;
}

const typeNames: Record<string, string> = {
  string: '文字列',
  integer: '整数',
  number: '数値',
  boolean: 'true または false',
  object: 'オブジェクト { … }',
  array: '配列 [ … ]',
  null: 'null',
};

const formatNames: Record<string, string> = {
  date: '実在する日付 (例 2026-11-10)',
  'date-time': '日時 (例 2026-11-10T09:00:00+09:00)',
  email: 'メールアドレス (例 name@example.jp)',
  uri: 'URL',
  uuid: 'UUID',
};

/** One sentence per keyword of JSON Schema: what is wrong with this field, and what would be right. */
const sentences: Record<string, (name: string, params: Record<string, unknown>) => Sentence> = {
  required: (name) => ({ code: 'required', detail: `「${name}」は必須です。` }),
  additionalProperties: (name) => ({
    code: 'unknown_field',
    detail: `「${name}」という項目はありません。項目名のつづりを確かめてください。`,
  }),
  type: (name, { type }) => {
    const expected = [type]
      .flat()
      .map((t) => typeNames[String(t)] ?? String(t))
      .join('か ');
    return { code: 'wrong_type', detail: `「${name}」の型が違います。${expected}にしてください。`, expected };
  },
  enum: (name, { allowedValues }) => oneOf(name, allowedValues as unknown[]),
  const: (name, { allowedValue }) => oneOf(name, [allowedValue]),
  format: (name, { format }) => {
    const expected = formatNames[String(format)] ?? String(format);
    return { code: 'wrong_format', detail: `「${name}」の形式が違います。${expected} で入力してください。`, expected };
  },
  pattern: (name, { pattern }) => ({
    code: 'wrong_format',
    detail: `「${name}」の形式が違うか、使えない文字が含まれています。`,
    expected: String(pattern),
  }),
  minLength: (name, { limit }) =>
    limit === 1
      ? { code: 'empty', detail: `${name} を入力してください。`, expected: '1文字以上' }
      : {
          code: 'too_short',
          detail: `「${name}」は${limit}文字以上で入力してください。`,
          expected: `${limit}文字以上`,
        },
  maxLength: (name, { limit }) => ({
    code: 'too_long',
    detail: `「${name}」は${limit}文字以内で入力してください。`,
    expected: `${limit}文字以内`,
  }),
  minItems: (name, { limit }) => ({
    code: 'too_few',
    detail: `「${name}」は${limit}件以上にしてください。`,
    expected: `${limit}件以上`,
  }),
  maxItems: (name, { limit }) => ({
    code: 'too_many',
    detail: `「${name}」は${limit}件以内にしてください。`,
    expected: `${limit}件以内`,
  }),
  minProperties: (name, { limit }) => ({
    code: 'too_few',
    detail: `「${name}」には ${limit}個以上の項目が必要です。`,
    expected: `${limit}個以上`,
  }),
  minimum: (name, { limit }) => ({
    code: 'too_small',
    detail: `「${name}」は${limit}以上にしてください。`,
    expected: `${limit}以上`,
  }),
  maximum: (name, { limit }) => ({
    code: 'too_large',
    detail: `「${name}」は${limit}以下にしてください。`,
    expected: `${limit}以下`,
  }),
  uniqueItems: (name) => ({ code: 'duplicate', detail: `「${name}」に同じものが重なっています。` }),
};

function oneOf(name: string, values: unknown[]): Sentence {
  const expected = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('、');
  return {
    code: 'not_allowed_value',
    detail: `「${name}」の値が違います。${values.length > 1 ? `次のいずれかにしてください: ${expected}` : `${expected}にしてください。`}`,
    expected,
  };
}

export function sentenceFor({ keyword, params }: FastifySchemaValidationError, name: string): Sentence {
  return sentences[keyword]?.(name, params) ?? { code: 'invalid', detail: `「${name}」の内容に誤りがあります。` };
}
