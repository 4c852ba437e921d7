import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { DAY, NOW, assessed, finding } from './assessment.fixture';
import { bandChange, opensCase } from './assessment';
import { causesOf, opensNewCase } from './cause';

const on = (...digests: string[]) => digests.map((digest) => ({ kind: 'device_token' as const, digest }));
const settledOn = (...list: Parameters<typeof assessed>[0]) => {
  const then = assessed(list);
  return { causes: causesOf(then), logOdds: then.logOdds };
};

test('causes are the signal with each identifier, or the signal alone; sorted, once each', () => {
  expect(causesOf(assessed([finding('N1', 0.7), finding('D1', 2, { identifiers: on('y', 'x') })]))).toEqual(['D1:device_token:x', 'D1:device_token:y', 'N1']);
});

test('the same findings, a little heavier, open nothing', () => {
  const settled = settledOn(finding('D1', 2, { identifiers: on('x') }), finding('N1', 0.5));
  expect(opensNewCase(settled, assessed([finding('D1', 2.4, { identifiers: on('x') }), finding('N1', 0.7)]), STANDARD_POLICY)).toEqual({ opens: false });
});

test('a finding that had faded at settlement and is seen again is no new cause', () => {
  const settled = settledOn(finding('N1', 0.7, { lastAt: NOW - 300 * DAY }), finding('D1', 2));
  expect(opensNewCase(settled, assessed([finding('N1', 0.7), finding('D1', 2)]), STANDARD_POLICY).opens).toBe(false);
});

test('another device is a new cause; chance is not', () => {
  const settled = settledOn(finding('D1', 2, { identifiers: on('x') }));
  expect(opensNewCase(settled, assessed([finding('D1', 2, { identifiers: on('x', 'y') })]), STANDARD_POLICY)).toMatchObject({ because: 'new cause', causes: ['D1:device_token:y'] });
  expect(opensNewCase(settled, assessed([finding('D1', 2, { identifiers: on('x') }), finding('D4', 0.2)]), STANDARD_POLICY)).toEqual({ opens: false });
});

test('odds a nat above those at settlement open a case, a little less do not', () => {
  const now = assessed([finding('D1', 2.5)]);
  const settled = { causes: ['D1'], logOdds: now.logOdds - 1.001 };
  expect(opensNewCase(settled, now, STANDARD_POLICY)).toMatchObject({ opens: true, because: 'higher odds' });
  expect(opensNewCase({ ...settled, logOdds: settled.logOdds + 0.01 }, now, STANDARD_POLICY)).toEqual({ opens: false });
});

test('bands rise, fall or stay; review and act open a case', () => {
  expect(bandChange(null, 'clear')).toBe('same');
  expect(bandChange(null, 'review')).toBe('rose');
  expect(bandChange('act', 'watch')).toBe('fell');
  expect((['clear', 'watch', 'review', 'act'] as const).filter(opensCase)).toEqual(['review', 'act']);
});
