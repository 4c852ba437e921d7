import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { NOW, DAY, ORDINARY, assessed, finding } from './assessment.fixture';
import { BANDS } from './assessment';
import { FACTS, counterfactuals } from './counterfactual';
import { addsNothing } from './rules';

const march = NOW - 200 * DAY;
const list = [finding('D3', 2.9, { firstAt: march }), finding('P3', 1.5), finding('N4', 1.6), finding('I1', 3.2)];
const act = assessed(list);

test('one fact settles all findings of one cause, and the band that follows is named', () => {
  expect(act.band).toBe('act');
  const lines = counterfactuals(act, STANDARD_POLICY);
  expect(lines.find((each) => each.fact === 'device_is_theirs')).toMatchObject({ signals: ['D3', 'P3'], since: march, band: 'review' });
  for (const { band } of lines) expect(BANDS.indexOf(band)).toBeLessThan(BANDS.indexOf('act'));
});

test('the counterfactual is the assessment made without what the fact explains', () => {
  for (const circumstances of [ORDINARY, { ...ORDINARY, payeeMatches: ['e'], neverMoved: ['e'], exitFromStart: ['e'] }]) {
    for (const line of counterfactuals(assessed(list, { circumstances }), STANDARD_POLICY)) {
      const rest = assessed(list.filter((each) => !line.signals.includes(each.signal)), { circumstances });
      expect(line).toMatchObject({ band: rest.band });
      expect(line.logOdds).toBeCloseTo(rest.logOdds);
    }
  }
});

test('the lowest band comes first, then the fact that asks for least', () => {
  const lines = counterfactuals(act, STANDARD_POLICY);
  for (const [i, each] of lines.entries()) {
    if (i === 0) continue;
    const before = lines[i - 1]!;
    expect([BANDS.indexOf(each.band), each.signals.length] >= [BANDS.indexOf(before.band), before.signals.length] || BANDS.indexOf(each.band) > BANDS.indexOf(before.band)).toBe(true);
  }
});

test('a clear account has no counterfactual, and findings that are no more than chance bring none', () => {
  expect(counterfactuals(assessed([finding('N1', 0.6)]), STANDARD_POLICY)).toEqual([]);
  expect(counterfactuals(assessed([...list, finding('T1', 0.1)]), STANDARD_POLICY).map((each) => each.fact)).not.toContain('hours_are_theirs');
});

test('every published signal but the compliance check is settled by some fact', () => {
  const settled = new Set<string>(Object.values(FACTS).flat());
  expect(Object.keys(STANDARD_POLICY.ratios!).filter((signal) => !addsNothing(signal) && !settled.has(signal))).toEqual([]);
});
