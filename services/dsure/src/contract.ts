import { examples } from './examples.js';

/** What the OpenAPI document says of D-Sure as a whole. */
export function describeDsure(serverUrl: string) {
  return {
    title: 'D-Sure',
    version: '1.0.0',
    description:
      '電子保証の電子証書を保管する中央の登録簿。保証事業会社が登録し、認証キーを受け取った人が照会します。400以上の答えは全て RFC 9457 の文書です。',
    serverUrl,
    examples,
    tags: [
      { name: '照会', description: '認証キーを持つ人が電子証書を見る' },
      { name: '登録', description: '保証事業会社が電子証書を登録する' },
      { name: '保証事業会社', description: '発行者と公開鍵' },
      { name: '運用', description: '稼働の確認と計測' },
    ],
    securitySchemes: {
      issuerCall: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: '保証事業会社が自ら署名した呼出しトークン (typ esurety-call+jwt, ES256, 5分以内, jti は1回限り)',
      },
      viewToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWE',
        description: '照会の答えにある閲覧トークン (60分)',
      },
    },
  };
}
