import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { ORDINARY, assessed, finding } from './assessment.fixture';
import { inOneBreath, oddsWords, statedOdds, timesLikelier, timesShort } from './words';

test.each<[number, string, string]>([
  [1, 'no more than chance', '–'], [1.49, 'no more than chance', '–'],
  [1.5, '1½ times likelier', '1½×'], [2, '2 times likelier', '2×'], [2.5, '2½ times likelier', '2½×'], [3, '3 times likelier', '3×'],
  [4.2, '4 times likelier', '4×'], [6, '5 times likelier', '5×'], [9, '8 times likelier', '8×'], [11, '12 times likelier', '12×'],
  [20, '20 times likelier', '20×'], [21, '20 or more times likelier', '20× or more'], [1e6, '20 or more times likelier', '20× or more'],
  [1 / 2.5, '2½ times less likely', '2½×'], [1 / 30, '20 or more times less likely', '20× or more'], [1 / 1.4, 'no more than chance', '–'],
])('a likelihood ratio of %f is said as %j', (ratio, words, short) => {
  expect(timesLikelier(Math.log(ratio))).toBe(words);
  expect(timesShort(Math.log(ratio))).toBe(short);
});

test.each<[number, string]>([
  [18, '19 in 20'], [20, '19 in 20'], [3, '3 in 4'], [1.5, '2 in 3'], [1, '1 in 2'], [0.999, '1 in 2'], [1 / 2, '1 in 3'], [1 / 7, '1 in 8'],
  [1 / 199, '1 in 200'], [999, '999 in 1,000'], [5000, 'over 999 in 1,000'], [1 / 5000, 'under 1 in 1,000'], [1 / 990, '1 in 1,000'],
])('odds of %f are said as %j', (odds, words) => {
  expect(oddsWords(Math.log(odds))).toBe(words);
});

test('one breath: odds, reasons, what speaks against, the innocent story', () => {
  const result = assessed([
    finding('D3', 2.8, { words: 'New device, none of the old ones.' }), finding('N4', 1.2, { words: 'VPN begins 8 days after the check.' }),
    finding('P1', 2.5, { words: 'Payout also on 3 accounts.' }), finding('T1', 0.2, { words: 'Quiet hours moved.' }),
  ], { circumstances: { ...ORDINARY, payeeMatches: ['e'], liveCheckOnThisDevice: ['e'] } });
  expect(inOneBreath(result, STANDARD_POLICY)).toMatch(
    /^About 1 in 5 that another person works here: new device, none of the old ones; payout also on 3 accounts; VPN begins 8 days after the check\. Against it: a live or face check was passed on the device that works now\. Or else: .+\.$/,
  );
  expect(inOneBreath({ ...result, logOdds: Math.log(5_000) }, { ...STANDARD_POLICY, calibration: { a: 1, b: 0, source: 'as summed' } })).toMatch(/^Over 999 in 1,000 that another person works here: /);
  expect(inOneBreath(assessed([]), STANDARD_POLICY)).toBe('About 1 in 200 that another person works here; nothing was found beyond what is usual.');
});

test('one breath says against the verdict what is about the account or a reason that is named, and nothing of another finding', () => {
  const counter = (words: string) => [{ kind: 'picture_alone', llr: -1.8, words, evidence: [] }];
  const [device, payout, check] = [finding('D3', 2.9), finding('P1', 2.4), finding('I2', 2.2)];
  expect(inOneBreath(assessed([device, payout, check, finding('I3', 2, { counter: counter('Nothing else ties them.') })]), STANDARD_POLICY)).not.toContain('nothing else ties them');
  expect(inOneBreath(assessed([finding('I3', 3, { counter: counter('Nothing else ties them.') })]), STANDARD_POLICY)).toContain('Against it: nothing else ties them.');
});

test('screens state the odds of the calibration that made the assessment', () => {
  const policy = { ...STANDARD_POLICY, calibration: { a: 1.5, b: 1, source: 'a test', cases: 80 } };
  const { logOdds, probability } = assessed([finding('D3', 2.9)], { policy });
  expect(statedOdds({ probability })).toBeCloseTo(1.5 * logOdds + 1);
});
