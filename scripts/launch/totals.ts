import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** `failures`: each with where it is and the first line of what went wrong. */
export type Totals = { passed: number; failed: number; failures: readonly string[] };

type VitestReport = { numPassedTests: number; numFailedTests: number; testResults: { name: string; status: string; message?: string; assertionResults: { status: string; fullName: string; failureMessages?: string[] }[] }[] };
type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: { title: string; file: string; line: number; ok: boolean; tests: { results: { error?: { message?: string } }[] }[] }[] };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: { message?: string }[]; suites?: PlaywrightSuite[] };

/** Tests of a Vitest JSON report; a file that did not load counts as one failure. Null when there is no report. */
export function vitestTotals(file: string): Totals | null {
  const report = read<VitestReport>(file);
  if (!report) return null;
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  const failed = report.testResults.flatMap(({ name, assertionResults }) => assertionResults.filter(({ status }) => status === 'failed').map((one) => failure(name, one.fullName, one.failureMessages?.[0])));
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, failures: [...failed, ...unloaded.map(({ name, message }) => failure(name, 'did not load', message))] };
}

/** Tests of a Playwright JSON report; an error outside any test counts as one failure. Null when there is no report. */
export function playwrightTotals(file: string): Totals | null {
  const report = read<PlaywrightReport>(file);
  if (!report) return null;
  const failed = specsOf(report).filter(({ ok }) => !ok).map(({ file: at, line, title, tests }) => failure(`e2e/${at}:${line}`, title, tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message));
  return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky + report.errors.length, failures: [...failed, ...report.errors.map(({ message }) => failure('e2e', 'outside any test', message))] };
}

const specsOf = ({ suites = [], specs = [] }: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> => [...specs, ...suites.flatMap(specsOf)];

const failure = (where: string, title: string, message = ''): string => `${relative(process.cwd(), resolve(where))}: ${title}: ${stripVTControlCharacters(message).split('\n')[0]}`;

/**
 * What a stage adds to the totals. A stage that fails without naming a failed test (a type error, a crash, a run that found
 * no tests) counts as one failure, so that the last line never says that nothing failed when something did.
 */
export function weigh(succeeded: boolean, totals: Totals | null, isTestStage: boolean): Totals {
  const { passed, failed, failures } = totals ?? { passed: 0, failed: 0, failures: [] };
  const ranNone = isTestStage && passed + failed === 0;
  return { passed, failed: failed === 0 && (!succeeded || ranNone) ? 1 : failed, failures };
}

function read<T>(file: string): T | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : null;
}
