import { expect, test } from 'vitest';
import { togetherWords, type QueueRow } from './row';

test('what a claim takes along is said with the most that it can be, and not where it takes one case', () => {
  const row = (fold: QueueRow['fold'], ring: QueueRow['ring'] = { name: 'Wagtail', size: 9 }) => togetherWords({ name: 'C-1042', fold, ring } as QueueRow);
  const cases = (many: number) => ({ cases: many, ring: 'ring_one', href: '/queue' });
  expect([row(cases(7)), row(cases(2), { name: null, size: 2 }), row(cases(1)), row(null), row(undefined)]).toEqual(['C-1042 and up to 6 more of ring Wagtail', 'C-1042 and up to 1 more of its ring', null, null, null]);
});
