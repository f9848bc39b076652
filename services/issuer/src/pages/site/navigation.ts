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

const underwriting: NavigationEntry[] = [];

const administration: NavigationEntry[] = [];

/** What each role finds, in the order of its work. */
export const navigation: Record<Me['role'], NavigationEntry[]> = {
  contractor: [...applying, ...holding, ...company],
  underwriter: [...underwriting],
  admin: [...administration],
};

export const navigationOf = (me: Me): NavigationEntry[] =>
  navigation[me.role].filter(({ when }) => when === undefined || when(me));
