import { Type } from 'typebox';

const FieldErrorSchema = Type.Object(
  {
    pointer: Type.String({ description: '誤りのある項目 (JSON Pointer, RFC 6901)' }),
    in: Type.Unsafe<string>({ type: 'string', enum: ['body', 'path', 'query', 'header'] }),
    code: Type.String(),
    detail: Type.String(),
    expected: Type.Optional(Type.String({ description: '正しい入力' })),
  },
  { additionalProperties: false },
);

/** RFC 9457. Registered by `buildServer` under its `$id`. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: '変わらない識別子' }),
    detail: Type.String(),
    requestId: Type.String({ description: 'お問い合わせの際にお知らせください' }),
    facts: Type.Optional(Type.Unsafe<object>({ type: 'object', description: 'detail の元になった事実' })),
    errors: Type.Optional(Type.Array(FieldErrorSchema)),
  },
  { $id: 'Problem', additionalProperties: false, description: '問題の内容 (RFC 9457)' },
);

const sentences: Record<number, string> = {
  400: '入力の誤り',
  401: '認証が必要',
  403: '許可されていない',
  404: '見つからない',
  409: '現在の状態と合わない',
  410: '取り替えられた',
  412: '読んだ後に変更された',
  413: 'データが大きすぎる',
  415: 'Content-Type が違う',
  422: '内容を受け付けられない',
  428: 'If-Match が必要',
  429: '要求が多すぎる',
  500: '内部の問題',
  503: '一時的に利用できない',
};

/** Declares the problem answers of a route: `response: { 201: …, ...problemResponses(409, 422) }`. */
export function problemResponses(...statuses: number[]): Record<number, unknown> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: sentences[status] ?? '問題',
        content: { 'application/problem+json': { schema: Type.Ref('Problem') } },
      },
    ]),
  );
}
