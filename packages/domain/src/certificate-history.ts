import type { Certificate, Change, ChangedValue } from './certificate.js';
import { escaped } from './reader.js';

/** What never changes, and what every revision changes by itself: no changed items. */
const notItems = [
  ...['format', 'kind', 'guaranteeNumber'],
  ...['revision', 'type', 'amendments', 'issuedOn', 'status', 'statusFrom', 'history'],
];

/** Every item that differs, with what stood there before and after; null where nothing stood. */
export function changesBetween(before: Certificate, after: Certificate): Change[] {
  const from = itemsOf(before);
  const to = itemsOf(after);
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((item) => ({ item, before: from.get(item) ?? null, after: to.get(item) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** The certificate's single values by JSON Pointer, those that can be changed. */
export function itemsOf(certificate: Certificate): Map<string, ChangedValue> {
  const changeable = Object.entries(certificate).filter(([name]) => !notItems.includes(name));
  return new Map(leavesOf(Object.fromEntries(changeable), ''));
}

/** Whether a pointer leads into a member of this certificate that can be changed. */
export function isItemOf(certificate: Certificate, item: string): boolean {
  const name = item.split('/')[1] as string;
  return Object.hasOwn(certificate, name) && !notItems.includes(name);
}

function leavesOf(value: unknown, at: string): [string, ChangedValue][] {
  if (typeof value !== 'object' || value === null) return [[at, value as ChangedValue]];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${at}/${escaped(name)}`));
}
