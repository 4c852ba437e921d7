import { expect, test } from 'vitest';
import { lintText } from '../decisions/lint';
import { STANDARD_POLICY } from '../policy/standard';
import { NOW, DAY, assessed, finding } from '../risk/assessment.fixture';
import { FACTS, counterfactuals, type Fact } from '../risk/counterfactual';
import { settledBy, wouldChange } from './would-change';

const since = NOW - 30 * DAY;
const device = assessed([finding('D3', 3.4, { firstAt: since }), finding('P1', 2)]);

test('the line says the fact, its day and the band', () => {
  const [first] = counterfactuals(device, STANDARD_POLICY);
  expect(device.band).toBe('review');
  expect(wouldChange(first!)).toBe('If the device in use since 1 September 2026 were confirmed as theirs, the band would be clear.');
});

test('the holder hears the one fact that settles it, without band or odds, and only of what can be told', () => {
  expect(settledBy(device, STANDARD_POLICY)).toBe('If you can show that the device in use since 1 September 2026 is yours, this question is settled.');
  expect(settledBy(assessed([finding('X1', 3.4), finding('P5', 2)]), STANDARD_POLICY)).toBeNull();
  expect(settledBy(assessed([]), STANDARD_POLICY)).toBeNull();
});

test('nothing is promised where one fact would not do', () => {
  const much = assessed([finding('D3', 3.4), finding('P1', 3.2), finding('I2', 3), finding('I1', 3.4), finding('N3', 2.6), finding('C3', 3), finding('X1', 3)]);
  expect(settledBy(much, STANDARD_POLICY)).toBeNull();
});

test('every fact has words, and those for the holder pass as a notice', () => {
  for (const fact of Object.keys(FACTS) as Fact[]) {
    expect(wouldChange({ fact, signals: [], since, band: 'clear', logOdds: -5 })).toMatch(/^If .+, the band would be clear\.$/);
    const alone = assessed(FACTS[fact].slice(0, 1).map((signal) => finding(signal, 3)));
    const told = settledBy(alone, STANDARD_POLICY);
    if (told !== null) expect(lintText(told)).toEqual([]);
  }
});
