import { inspect } from 'node:util';
import { closingLine, type Failure, type FileReport } from './tally.js';

/** What tap tells about a process or a place that nobody needs to read, or that the stack says better. */
const noise = new Set('args at command cwd externalID generatedMessage jobId source stdio tapCaught'.split(' '));
/** What is read first. */
const foremost = ['diff', 'stack'];

/** A line per file, and under it everything about what failed there. */
export function showFile(report: FileReport): string {
  const mark = report.failed > 0 ? '✗' : '✓';
  const seconds = (report.milliseconds / 1000).toFixed(1);
  return [`${mark} ${report.file}  ${closingLine(report)}  ${seconds} s`, ...report.failures.map(showFailure)].join(
    '\n',
  );
}

function showFailure({ path, details }: Failure): string {
  const others = Object.keys(details).filter((key) => !noise.has(key) && !foremost.includes(key));
  const parts = [...foremost, ...others].flatMap((key) => showDetail(key, details[key]));
  return ['', `  ✗ ${path.join(' › ')}`, ...parts.map((part) => indent(part, 4)), ''].join('\n');
}

function showDetail(key: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const text = typeof value === 'string' ? value.trimEnd() : inspect(value, { depth: null, breakLength: 120 });
  return [text.includes('\n') || foremost.includes(key) ? `${key}:\n${indent(text, 2)}` : `${key}: ${text}`];
}

function indent(text: string, by: number): string {
  return text.replaceAll(/^/gm, ' '.repeat(by));
}
