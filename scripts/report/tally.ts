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
 * Reads TAP and hands over each test file as it ends. Assertions are counted, not the subtests around them, except
 * where a subtest fails although none of its assertions did: a plan not kept, a timeout, an exit code.
 */
export function tally(
  onFile: (report: FileReport) => void,
  nameOf: (file: string) => string,
): { parser: Parser; totals: Totals } {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const parser = new Parser();
  let current = emptyReport('');
  parser.on('child', (child: Parser) => {
    current = emptyReport(nameOf(child.name));
    count(child, [], current);
  });
  parser.on('assert', (result: Result) => {
    if (!result.ok && current.failed === 0) fail(current, [], { ...result, name: nameOf(result.name) } as Result);
    if (result.skip) current.skipped++;
    current.milliseconds = result.time ?? 0;
    add(totals, current);
    onFile(current);
  });
  parser.on('bailout', () => totals.failed++);
  return { parser, totals };
}

/** The closing line: people and machines read it. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
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

function fail(report: FileReport, path: string[], { name, diag }: Result): void {
  report.failed++;
  report.failures.push({ path: [...path, name], details: (diag ?? {}) as Record<string, unknown> });
}

function emptyReport(file: string): FileReport {
  return { file, milliseconds: 0, passed: 0, failed: 0, skipped: 0, failures: [] };
}

function add(totals: Totals, report: Totals): void {
  totals.passed += report.passed;
  totals.failed += report.failed;
  totals.skipped += report.skipped;
}
