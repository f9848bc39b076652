import { scopeTexts } from './accounts/roles.js';
import { examples } from './examples.js';
import type { SessionCookie } from './sessions/cookie.js';

/** What the OpenAPI document says of an issuer as a whole. */
export function describeIssuer(serverUrl: string, cookie: SessionCookie) {
  return {
    title: 'e-Surety issuer (ネットデスク)',
    version: '0.1.0',
    description:
      '保証事業会社のネットデスク: 保証申込、引受審査、保証料、電子証書の発行、認証キー。400以上の答えは全て RFC 9457 の文書です。',
    serverUrl,
    tags: [
      { name: '請負工事', description: '保証を付ける工事・業務 (works)' },
      { name: '保証申込', description: '作成から送信、取下げまで (applications)' },
      { name: '添付書類', description: '審査に必要な書類 (attached papers)' },
      { name: '連絡', description: 'お客様と保証事業会社との連絡 (messages)' },
      { name: '引受審査', description: '審査担当者の仕事 (underwriting)' },
      { name: '保証料', description: '見積り、入金、計算書、請求先 (fees)' },
      { name: '保証料率', description: '保証料率表と約款 (tariffs and general conditions)' },
      { name: '保証契約', description: '発行された保証と認証キー (guarantees and authentication keys)' },
      { name: '変更', description: '変更・解約・訂正・無効 (changes)' },
      { name: 'できごと', description: '起きたことのフィードと時系列 (events)' },
      { name: '通知先', description: '起きたことを知らせる先 (webhook endpoints)' },
      { name: '書面', description: '電子証書、お知らせ、控え (papers)' },
      { name: '発注者への提出', description: '認証キーのお知らせの提出方法 (submission to the orderer)' },
      { name: '発注者・支店', description: '電子保証対応の発注者、申込送信先 (orderers and branches)' },
      { name: '利用登録', description: '利用登録された会社 (contractors)' },
      { name: '利用者', description: 'アクセストークン、ログイン、利用者 (tokens, sessions, users)' },
      { name: '公開鍵', description: '電子証書の検証に使う鍵 (public keys)' },
      { name: '運用', description: '稼働の確認と計測 (operations)' },
    ],
    securitySchemes: {
      accessToken: {
        type: 'oauth2',
        description: 'システムのアクセストークン (OAuth 2.0 client credentials, RFC 6749 §4.4)',
        flows: { clientCredentials: { tokenUrl: `${serverUrl}/oauth2/token`, scopes: scopeTexts } },
      },
      session: { type: 'apiKey', in: 'cookie', name: cookie.name, description: 'ログインした人のセッション' },
    },
    examples,
  };
}
