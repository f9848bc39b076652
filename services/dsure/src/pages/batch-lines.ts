import { parseAuthenticationKey, parseGuaranteeNumber, toHalfWidth } from '@e-surety/domain';
import type { AskedInWords } from '../look-ups/asked.js';

export interface BatchLine {
  /** Of what was pasted, from 1. */
  line: number;
  asked: AskedInWords;
}

/**
 * Reads what was pasted, or a CSV: on each line a number and a key in any order, or a key alone. Other columns, a heading and
 * empty lines do not disturb.
 */
export function readBatch(text: string): BatchLine[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((content, i) => ({ line: i + 1, cells: cellsOf(content) }))
    .filter(({ cells }) => cells.length > 0 && !isHeading(cells))
    .map(({ line, cells }) => ({ line, asked: askedIn(cells) }));
}

function cellsOf(content: string): string[] {
  const parted = /[,\t、，;]/u.test(content) ? content.split(/[,\t、，;]/u) : withoutSeparator(content);
  return parted
    .map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/u, '$1')
        .trim(),
    )
    .filter((cell) => cell !== '');
}

/** A number and a key with a space between them: the key may hold spaces as well. */
function withoutSeparator(content: string): string[] {
  const [, number, rest] = /^\s*(\S+)\s+(.+)$/u.exec(toHalfWidth(content)) ?? [];
  return number !== undefined && rest !== undefined && parseGuaranteeNumber(number) !== null
    ? [number, rest]
    : [content];
}

function isHeading(cells: readonly string[]): boolean {
  return cells.every((cell) => !/\d/u.test(toHalfWidth(cell)));
}

/** The cell that is a key is the key; otherwise the one that comes nearest, so that its fault is told. */
function askedIn(cells: readonly string[]): AskedInWords {
  const number = cells.find((cell) => parseGuaranteeNumber(cell) !== null);
  const others = cells.filter((cell) => cell !== number);
  const key = others.find((cell) => parseAuthenticationKey(cell).ok) ?? longest(others);
  return { authenticationKey: key.slice(0, 200), ...(number !== undefined && { guaranteeNumber: number }) };
}

const longest = (cells: readonly string[]) => cells.reduce((a, b) => (b.length > a.length ? b : a), '');
