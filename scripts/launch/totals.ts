import { existsSync, readFileSync } from 'node:fs';

export type Totals = { passed: number; failed: number };

type VitestReport = { numPassedTests: number; numFailedTests: number; testResults: { status: string; assertionResults: unknown[] }[] };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

/** Tests of a Vitest JSON report; a file that did not load counts as one failure. Null when there is no report. */
export function vitestTotals(file: string): Totals | null {
  const report = read<VitestReport>(file);
  if (!report) return null;
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded };
}

/** Tests of a Playwright JSON report; an error outside any test counts as one failure. Null when there is no report. */
export function playwrightTotals(file: string): Totals | null {
  const report = read<PlaywrightReport>(file);
  return report && { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky + report.errors.length };
}

/**
 * What a stage adds to the totals. A stage that fails without naming a failed test (a type error, a crash, a run that found
 * no tests) counts as one failure, so that the last line never says that nothing failed when something did.
 */
export function weigh(succeeded: boolean, totals: Totals | null, isTestStage: boolean): Totals {
  const { passed, failed } = totals ?? { passed: 0, failed: 0 };
  const ranNone = isTestStage && passed + failed === 0;
  return { passed, failed: failed === 0 && (!succeeded || ranNone) ? 1 : failed };
}

function read<T>(file: string): T | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : null;
}
