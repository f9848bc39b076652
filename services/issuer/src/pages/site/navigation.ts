import type { Me } from './visit.js';

/** A page that stands in the head of every page, and with what it is for on the first one. */
export interface NavigationEntry {
  href: string;
  label: string;
  about: string;
  /** Only for some of those who have the role. */
  when?: (me: Me) => boolean;
}

const applying: NavigationEntry[] = [
  { href: '/applications/new', label: '保証申込', about: '前払金保証・中間前払金保証・契約保証を申し込みます。' },
  { href: '/applications', label: '保証申込一覧', about: '申込の手続状況、書きかけの申込、連絡、申込控え。' },
];

const holding: NavigationEntry[] = [
  {
    href: '/guarantees',
    label: '保証契約一覧',
    about: '保証契約内容の確認、電子保証、認証キーのお知らせ、変更・解約の申込',
  },
  { href: '/fee-statements', label: '保証料計算書一覧', about: '保証料計算書・保証料返還計算書のダウンロード' },
];

const company: NavigationEntry[] = [
  {
    href: '/users',
    label: '利用者',
    about: '会社の利用者の招待・変更・停止',
    when: ({ scopes }) => scopes.includes('users'),
  },
];

const underwriting: NavigationEntry[] = [
  { href: '/staff/cases', label: '案件一覧', about: '審査・入金・保留など、進行中のすべての案件' },
  { href: '/staff/guarantees', label: '保証契約', about: '発行した保証の検索、変更・訂正・無効、書面' },
  { href: '/staff/dispatches', label: '郵送待ち', about: '証書(紙)の印刷と発送の記録' },
  { href: '/staff/fees', label: '保証料', about: '入金、過納、保証料計算書、一括納付の月次一覧' },
];

const administration: NavigationEntry[] = [
  { href: '/admin/contractors', label: '会社', about: '利用登録、一括納付の協定、与信の限度額' },
  { href: '/admin/users', label: '利用者', about: '招待、役割と担当支店、利用停止、パスワード' },
  { href: '/admin/branches', label: '支店', about: '申込送信先の名称と連絡先' },
  { href: '/admin/orderers', label: '発注者', about: '電子保証への対応と規則の履歴、一覧の取込み' },
  { href: '/admin/tariffs', label: '保証料率', about: '料率表と約款の版' },
];

/** What each role finds, in the order of its work. */
export const navigation: Record<Me['role'], NavigationEntry[]> = {
  contractor: [...applying, ...holding, ...company],
  underwriter: [...underwriting],
  admin: [...administration],
};

export const navigationOf = (me: Me): NavigationEntry[] =>
  navigation[me.role].filter(({ when }) => when === undefined || when(me));
