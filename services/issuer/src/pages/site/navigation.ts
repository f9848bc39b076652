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

const holding: NavigationEntry[] = [];

const company: NavigationEntry[] = [];

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
