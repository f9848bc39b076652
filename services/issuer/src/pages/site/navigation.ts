import type { Me } from './visit.js';

/** A page that stands in the head of every page, and with what it is for on the first one. */
export interface NavigationEntry {
  href: string;
  label: string;
  about: string;
  /** Only for some of those who have the role. */
  when?: (me: Me) => boolean;
}

const applying: NavigationEntry[] = [];

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
