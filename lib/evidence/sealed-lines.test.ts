import { expect, test } from 'vitest';
import { assessed, finding } from '../risk/assessment.fixture';
import { sealedLines } from './sealed-lines';

/** How each finding stands, and what lessened it. */
const told = (...findings: Parameters<typeof assessed>[0]) => Object.fromEntries(sealedLines(assessed(findings)).map(({ words, stands, lessened }) => [words, [stands, lessened]]));

test('a finding whose fact another counts says so; one that opens a check is counted in none', () => {
  const identifiers = [{ kind: 'payout_instrument' as const, digest: 'till' }];
  expect(told(finding('P1', 3, { identifiers, words: 'One till.' }), finding('L3', 1.8, { identifiers, words: 'One till again.' }), finding('G6', 4, { words: 'A session from there.' }))).toMatchObject({
    'One till.': ['counted', []], 'One till again.': ['above', []], 'A session from there.': ['apart', []],
  });
});

test('what was explained away stands there with what explains it', () => {
  const counter = [{ kind: 'declared_travel', llr: -1.4, words: 'A journey is declared.', evidence: ['d1'] }];
  expect(told(finding('G1', 1.5, { counter, words: 'A third city.' }), finding('D1', 2.5, { words: 'Another machine.' }))).toMatchObject({
    'Another machine.': ['counted', []], 'A third city.': ['chance', ['A journey is declared.']],
  });
});
