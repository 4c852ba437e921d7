import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { playwrightTotals, vitestTotals, weigh } from './totals';

const folder = mkdtempSync(join(tmpdir(), 'countersign-totals-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

function report(content: unknown): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a test file that did not load counts as one failure; each failure is named with its first line', () => {
  const failed = { status: 'failed', fullName: 'adds up', failureMessages: ['\u001b[31mexpected 1\u001b[39m\nto be 2'] };
  const file = report({ numPassedTests: 3, numFailedTests: 1, testResults: [{ name: 'lib/a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }, { name: 'lib/b.test.ts', status: 'failed', assertionResults: [failed, { status: 'passed', fullName: 'holds' }] }] });
  expect(vitestTotals(file)).toEqual({ passed: 3, failed: 2, failures: ['lib/b.test.ts: adds up: expected 1', 'lib/a.test.ts: did not load: no such module'] });
});

test('an error outside any browser test counts as one failure, and so does a test that passed only sometimes', () => {
  const spec = (title: string, ok: boolean, message?: string) => ({ title, ok, file: 'a.spec.ts', line: 7, tests: [{ results: [message === undefined ? {} : { error: { message } }] }] });
  const suites = [{ specs: [spec('holds', true)], suites: [{ specs: [spec('opens', false, 'not visible\nat all')] }] }];
  expect(playwrightTotals(report({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{ message: 'no browser' }], suites }))).toEqual({ passed: 5, failed: 3, failures: ['e2e/a.spec.ts:7: opens: not visible', 'e2e: outside any test: no browser'] });
});

test('a report that was never written is none', () => {
  expect(vitestTotals(join(folder, 'none.json'))).toBeNull();
});

test.each([
  ['tests passed', true, { passed: 4, failed: 0 }, true, { passed: 4, failed: 0 }],
  ['tests failed', false, { passed: 4, failed: 2 }, true, { passed: 4, failed: 2 }],
  ['all tests passed but the run did not', false, { passed: 4, failed: 0 }, true, { passed: 4, failed: 1 }],
  ['a test stage ran no test', true, { passed: 0, failed: 0 }, true, { passed: 0, failed: 1 }],
  ['a test stage left no report', false, null, true, { passed: 0, failed: 1 }],
  ['a check passed', true, null, false, { passed: 0, failed: 0 }],
  ['a check failed', false, null, false, { passed: 0, failed: 1 }],
])('%s', (_, succeeded, totals, isTestStage, expected) => {
  expect(weigh(succeeded, totals && { ...totals, failures: [] }, isTestStage)).toEqual({ ...expected, failures: [] });
});
