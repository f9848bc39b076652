import type { Certificate, Change, ChangedValue } from './certificate.js';
import { escaped } from './reader.js';

/** What every revision changes by itself; it stands in the history entry and is no changed item. */
const housekeeping = ['revision', 'type', 'amendments', 'issuedOn', 'status', 'statusFrom', 'history'];

/** Every item that differs, with what stood there before and after; null where nothing stood. */
export function changesBetween(before: Certificate, after: Certificate): Change[] {
  const from = itemsOf(before);
  const to = itemsOf(after);
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((item) => ({ item, before: from.get(item) ?? null, after: to.get(item) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** The certificate's single values by JSON Pointer, those that every revision changes by itself left out. */
export function itemsOf(certificate: Certificate): Map<string, ChangedValue> {
  const own = Object.entries(certificate).filter(([name]) => !housekeeping.includes(name));
  return new Map(leavesOf(Object.fromEntries(own), ''));
}

function leavesOf(value: unknown, at: string): [string, ChangedValue][] {
  if (typeof value !== 'object' || value === null) return [[at, value as ChangedValue]];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${at}/${escaped(name)}`));
}
