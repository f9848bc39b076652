import type { Readable } from 'node:stream';
import { Parser, type Result } from 'tap-parser';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** One assertion that did not hold, or one process that did not end well. */
export interface Failure {
  /** The names of the tests around it, outermost first, and its own. */
  path: string[];
  details: Record<string, unknown>;
}

export interface FileReport extends Totals {
  file: string;
  milliseconds: number;
  failures: Failure[];
}

/**
 * Reads what a test file says, to its end. Assertions are counted, not the subtests around them, except where a subtest
 * fails although none of its assertions did: a plan not kept, a timeout.
 */
export function readTap(tap: Readable, file: string): Promise<FileReport> {
  const report: FileReport = { file, milliseconds: 0, passed: 0, failed: 0, skipped: 0, failures: [] };
  return new Promise((resolve) => {
    const parser = new Parser(() => resolve(report));
    count(parser, [], report);
    parser.on('bailout', (reason: string) => fail(report, [], { name: `Bail out! ${reason}` }));
    tap.pipe(parser);
  });
}

/** The closing line: people and machines read it. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function addTo(totals: Totals, report: Totals): void {
  totals.passed += report.passed;
  totals.failed += report.failed;
  totals.skipped += report.skipped;
}

function count(parser: Parser, path: string[], report: FileReport): void {
  let failedBefore = 0;
  parser.on('child', (child: Parser) => {
    failedBefore = report.failed;
    count(child, [...path, child.name], report);
  });
  parser.on('assert', (result: Result) => {
    const summary = result.closingTestPoint;
    if (result.skip || result.todo) report.skipped++;
    else if (summary && (result.ok || report.failed > failedBefore)) return;
    else if (result.ok) report.passed++;
    else fail(report, path, result);
  });
}

function fail(report: FileReport, path: string[], { name, diag }: Pick<Result, 'name'> & Partial<Result>): void {
  report.failed++;
  report.failures.push({ path: [...path, name], details: (diag ?? {}) as Record<string, unknown> });
}
