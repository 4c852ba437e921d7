import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { assessed, finding } from '../risk/assessment.fixture';
import { lintText } from '../decisions/lint';
import { ENGLISH } from '../kernel/language';
import { questionsFor } from './questions';
import { verdictOf } from './verdict';

const told = (...findings: Parameters<typeof assessed>[0]) => verdictOf(assessed(findings), STANDARD_POLICY);

test('what raises comes first, heaviest first, and the sum ends where the odds are', () => {
  const verdict = told(finding('T1', 1), finding('D3', 3.4), finding('P1', 3));
  expect(verdict.lines.map(({ id }) => id)).toEqual(['D3', 'P1', 'T1']);
  expect(verdict.sum.steps.reduce((sum, { llr }) => sum + llr, verdict.sum.from)).toBeCloseTo(verdict.sum.to, 9);
  expect(verdict.strength).toBe('3 families, strong evidence');
  expect(verdict.decides).toMatch(/the band would be (clear|watch|review)\.$/);
});

test('a finding that is explained away stays in sight, muted, with what explains it, below everything that counts', () => {
  const counter = [{ kind: 'declared_travel', llr: -1.4, words: 'A journey is declared.', evidence: ['d1'] }];
  const verdict = told(finding('G1', 1.5, { counter }), finding('D1', 2.5));
  expect(verdict.lines.map(({ id, state }) => [id, state])).toEqual([['D1', 'counted'], ['G1', 'muted']]);
  expect(verdict.lines[1]).toMatchObject({ why: 'A journey is declared.', counter: ['A journey is declared.'] });
});

test('a finding whose fact another line counts already stays in sight and says so, and is no chance', () => {
  const identifiers = [{ kind: 'payout_instrument' as const, digest: 'till' }];
  const verdict = told(finding('P1', 3, { identifiers }), finding('L3', 1.8, { identifiers }));
  expect(verdict.lines.map(({ id, state }) => [id, state])).toEqual([['P1', 'counted'], ['L3', 'above']]);
  expect(verdict.lines[1]!.why).toBe('It rests on a fact that another family has counted already; one fact counts once.');
});

test('a finding that opens a compliance check is counted nowhere, and says so', () => {
  const verdict = told(finding('G6', 4), finding('D1', 2.5));
  expect(verdict.lines.map(({ id, state, why }) => [id, state, why])).toEqual([['D1', 'counted', null], ['G6', 'apart', 'It opens a compliance check, and adds nothing to the odds.']]);
});

test('a row of the sum is called as its line is, and what kept it small is told beside it, not in its place', () => {
  const verdict = told(finding('D3', 3.6), finding('D1', 2, { words: 'One device on 4 accounts.' }));
  const row = verdict.sum.steps.find(({ id }) => id === 'finding D1')!;
  expect(row).toMatchObject({ words: verdict.lines.find(({ id }) => id === 'D1')!.words, said: 'One device on 4 accounts.', note: 'second in its family, by half; held to its family’s limit' });
});

test('innocent lives stand in the sum and beside the other reading, not among the lines', () => {
  const verdict = told(finding('D3', 3), finding('P3', 1.9));
  expect(verdict.lines.map(({ id }) => id)).toEqual(['D3', 'P3']);
  expect(verdict.sum.steps.at(-1)).toMatchObject({ id: 'lives innocent_lives', words: expect.stringContaining('they moved') });
  expect(verdict.story).toMatchObject({ words: 'They moved, and changed device and bank with it.', explains: expect.stringMatching(/^Explains 2 of 2 lines\. .+ than another person at work\./) });
});

test('a line shows the published ratio with its interval and where that comes from', () => {
  const [line] = told(finding('N1', 0.9)).lines;
  expect(line!.measured).toEqual([{ term: 'at its fullest', fact: '2½ times likelier; 90% interval chance to 5×' }, { term: 'where that comes from', fact: expect.stringContaining('20 cases') }]);
});

test('what was measured is told in words; ids are told as they are', () => {
  const [line] = told(finding('T1', 1.5, { value: { check: 'face_match', daysAfter: 3.456, client: 'cl_F7' } })).lines;
  expect(line!.measured.slice(0, 3)).toEqual([{ term: 'check', fact: 'face match' }, { term: 'days after', fact: '3.46' }, { term: 'client', fact: 'cl_F7' }]);
});

test('the odds told are the calibrated ones, and the sum says what the calibration changed and where it comes from', () => {
  const one = assessed([finding('D3', 3), finding('P1', 2.4), finding('I1', 2)]);
  const fitted = verdictOf(one, { ...STANDARD_POLICY, calibration: { a: 0.5, b: -1, source: 'Platt: a test', cases: 40 } });
  expect(fitted.logOdds).toBeCloseTo(one.logOdds / 2 - 1);
  expect(fitted.sum.steps.at(-1)).toMatchObject({ id: 'calibration', llr: expect.closeTo(-one.logOdds / 2 - 1) });
  expect(fitted.sum.note).toBe('The odds are held against what 40 decided cases came to.');
  const plain = verdictOf(one, STANDARD_POLICY);
  expect(plain.logOdds).toBeCloseTo(one.logOdds);
  expect(plain.sum.steps.map(({ id }) => id)).not.toContain('calibration');
  // How many are decided is not what keeps a fitted curve out of a policy.
  for (const calibration of [STANDARD_POLICY.calibration, { a: 1, b: 0, source: 'left out on purpose', cases: 4_000 }]) expect(verdictOf(one, { ...STANDARD_POLICY, calibration }).sum.note).toBe('The odds are as they add up; they are not held against decided cases.');
  for (const cases of [undefined, 0]) expect(verdictOf(one, { ...STANDARD_POLICY, calibration: { a: 0.5, b: -1, source: 'assumed', cases } }).sum.note).toBe('The odds are put right by an assumed curve; they are not held against decided cases.');
  expect(verdictOf(one, { ...STANDARD_POLICY, calibration: { a: 0.5, b: -1, source: 'a test', cases: 1 } }).sum.note).toBe('The odds are held against what 1 decided case came to.');
});

test('nothing found is said plainly', () => {
  expect(told()).toMatchObject({ lines: [], story: null, decides: null, strength: 'No family counts' });
});

test('questions are asked once each, at most three, and pass as words to a holder', () => {
  const all = ['G1', 'G2', 'G4', 'G5', 'N1', 'N2', 'D1', 'D3', 'D4', 'D5', 'I1', 'I2', 'P1', 'P3', 'T1', 'C3'].map((signal) => finding(signal, 2));
  expect(questionsFor(all)).toHaveLength(3);
  expect(questionsFor([finding('X9', 2), finding('D3', 2), finding('D3', 2)])).toHaveLength(1);
  const every = questionsFor(all, ENGLISH, 99);
  expect(every).toHaveLength(16);
  expect(lintText(every.join('\n'))).toEqual([]);
});
