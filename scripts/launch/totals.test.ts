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

test('a test file that did not load counts as one failure', () => {
  const file = report({ numPassedTests: 3, numFailedTests: 1, testResults: [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{}] }, { status: 'passed', assertionResults: [{}] }] });
  expect(vitestTotals(file)).toEqual({ passed: 3, failed: 2 });
});

test('an error outside any browser test counts as one failure, and so does a test that passed only sometimes', () => {
  expect(playwrightTotals(report({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] }))).toEqual({ passed: 5, failed: 3 });
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
  expect(weigh(succeeded, totals, isTestStage)).toEqual(expected);
});
