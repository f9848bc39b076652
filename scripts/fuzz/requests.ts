import fc from 'fast-check';
import { smallPdf } from '../demo/papers.js';
import type { ContractReader, Operation, Place, Schema } from '../testing/contract/document.js';
import { arbitraryOf } from './arbitrary.js';
import type { Dice } from './dice.js';
import type { Known } from './known.js';

export interface Sent {
  place: Place;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | FormData;
}

/** A request to an operation: mostly one that means something, with a part of it replaced; now and then nothing but noise. */
export function requestTo(reader: ContractReader, place: Place, dice: Dice, known: Known): Sent {
  const url = addressOf(reader, place, dice, known);
  const headers: Record<string, string> = {};
  for (const { name, in: where, schema } of place.operation.parameters ?? []) {
    if (where !== 'header' || dice.happens(0.05)) continue;
    if (name === 'if-match') headers[name] = known.versioned(url)?.etag ?? '"1"';
    else if (name === 'if-none-match') headers[name] = '*';
    else headers[name] = dice.happens(0.9) ? crypto.randomUUID() : printable(dice.draw(arbitraryOf(reader, schema)));
  }
  return { place, method: place.method, url, headers, ...bodyOf(reader, place.operation, dice, known, headers) };
}

function addressOf(reader: ContractReader, { path, operation }: Place, dice: Dice, known: Known): string {
  const schemas = new Map((operation.parameters ?? []).map((one) => [`${one.in} ${one.name}`, one]));
  let before = '';
  const filled = path.split(/\{([^}]+)\}/).map((part, i) => {
    if (i % 2 === 0) {
      before += part;
      return part;
    }
    const ids = known.ids(before);
    const real = dice.happens(0.9)
      ? dice.recentOf(dice.happens(0.9) && ids.length > 0 ? ids : known.values(part))
      : undefined;
    before += `{${part}}`;
    const text = real ?? String(dice.draw(arbitraryOf(reader, schemas.get(`path ${part}`)!.schema)));
    // Nothing, a dot and two dots name another place before they are sent.
    return encodeURIComponent(/^\.{0,2}$/.test(text) ? '-' : text);
  });
  const query = new URLSearchParams();
  for (const { in: where, name, schema, required } of schemas.values()) {
    if (where !== 'query' || (required !== true && dice.happens(0.6))) continue;
    const real = dice.happens(0.5)
      ? dice.oneOf(known.values(name === 'cursor' || name === 'after' ? 'next' : name))
      : undefined;
    query.append(name, real ?? String(dice.draw(arbitraryOf(reader, schema))));
  }
  return query.size > 0 ? `${filled.join('')}?${query}` : filled.join('');
}

type Media = Record<string, { schema: Schema; example?: unknown }>;

function bodyOf(
  reader: ContractReader,
  { requestBody }: Operation,
  dice: Dice,
  known: Known,
  headers: Record<string, string>,
): Pick<Sent, 'body'> {
  const [media, content] = Object.entries((requestBody?.content ?? {}) as Media)[0] ?? [];
  if (media === undefined) return {};
  if (media === 'multipart/form-data') return { body: formOf(reader, content!.schema, dice) };
  headers['content-type'] = media;
  if (media !== 'application/json') return { body: String(dice.draw(fc.string({ maxLength: 400 }))) };
  if (dice.happens(0.05)) return { body: JSON.stringify(dice.draw(fc.jsonValue())) };
  const made = dice.draw(arbitraryOf(reader, content!.schema));
  const body = content!.example === undefined || dice.happens(0.2) ? made : grafted(content!.example, made, dice);
  return { body: JSON.stringify(withReal(body, dice, known)) };
}

/** The example with up to three of its parts exchanged for what stands at the same place in `other`. */
function grafted(example: unknown, other: unknown, dice: Dice): unknown {
  const whole = structuredClone(example);
  for (let i = dice.upTo(3); i > 0; i -= 1) graft(whole, other, dice);
  return whole;
}

function graft(into: unknown, from: unknown, dice: Dice): void {
  if (typeof into !== 'object' || into === null || typeof from !== 'object' || from === null) return;
  const name = dice.oneOf([...Object.keys(into), ...Object.keys(from)]);
  if (name === undefined) return;
  const [mine, theirs] = [(into as Record<string, unknown>)[name], (from as Record<string, unknown>)[name]];
  if (typeof mine === 'object' && mine !== null && dice.happens(0.7)) graft(mine, theirs, dice);
  else if (theirs === undefined && !Array.isArray(into)) delete (into as Record<string, unknown>)[name];
  else (into as Record<string, unknown>)[name] = theirs;
}

/** What names something that exists, where a member of that name was seen before; and days on which something may happen. */
function withReal(value: unknown, dice: Dice, known: Known, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withReal(one, dice, known, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, withReal(member, dice, known, name)]),
    );
  }
  if (typeof value !== 'string' || dice.happens(0.2)) return value;
  if (/^\d{4}-\d\d-\d\d$/.test(value) || /(?:On|To|From|Date)$/.test(name)) return dayFromNow(dice.oneOf(distances)!);
  return refersTo.test(name) ? (dice.recentOf(known.values(name)) ?? value) : value;
}

/** In days: what is over, what is now, and what is to come. */
const distances = [-400, -30, -7, -1, 0, 0, 0, 1, 30, 120, 400];

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const refersTo = /^(?:guaranteeNumber|authenticationKey|orderer|contractor|branch|id|ref|works|version|loginId)$/;

function formOf(reader: ContractReader, schema: Schema, dice: Dice): FormData {
  const form = new FormData();
  for (const [name, given] of Object.entries(reader.resolve(schema).properties ?? {})) {
    const { contentMediaType, format } = reader.resolve(given) as Record<string, unknown>;
    if (contentMediaType === undefined && format !== 'binary')
      form.append(name, String(dice.draw(arbitraryOf(reader, given))));
    else if (dice.happens(0.8))
      form.append(name, new Blob([smallPdf('sample')], { type: 'application/pdf' }), '書類.pdf');
    else form.append(name, new Blob([dice.draw(fc.uint8Array({ maxLength: 200 }))]), 'x.pdf');
  }
  return form;
}

/** What a header can carry. */
const printable = (value: unknown) => String(value).replaceAll(/[^\x21-\x7e]/g, '') || 'x';
