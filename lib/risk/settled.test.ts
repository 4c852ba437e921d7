import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { KINDS, assessed, finding } from './assessment.fixture';
import { settledRow } from './settled';

test('a settled case tells each finding by how full it was, findings in shadow among them', () => {
  const policy = { ...STANDARD_POLICY, signals: { P1: { state: 'shadow' as const, factor: 1 }, N4: { state: 'off' as const, factor: 1 } } };
  const one = assessed([finding('D3', 3.6), finding('P1', 3.2, { quality: 0.5 }), finding('Z9', 1)], { policy, abstained: [{ signal: 'T1', missing: 'sessions' }] });
  const row = settledRow(one, KINDS, true, 0.2);
  expect(row).toMatchObject({ unread: ['N4', 'T1'], against: true, propensity: 0.2 });
  expect([...row.found].sort((a, b) => (a.signal < b.signal ? -1 : 1))).toEqual([{ signal: 'D3', fullness: 1 }, { signal: 'P1', fullness: 0.5 }, { signal: 'Z9', fullness: 1 }]);
});
