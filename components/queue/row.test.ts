import { expect, test } from 'vitest';
import { inHands, togetherWords, type QueueRow } from './row';

test('what a claim takes along is said with the most that it can be, and not where it takes one case', () => {
  const row = (fold: QueueRow['fold'], ring: QueueRow['ring'] = { name: 'Wagtail', size: 9 }) => togetherWords({ name: 'C-1042', fold, ring } as QueueRow);
  const cases = (many: number) => ({ cases: many, ring: 'ring_one', href: '/queue' });
  expect([row(cases(7)), row(cases(2), { name: null, size: 2 }), row(cases(1)), row(null), row(undefined)]).toEqual(['C-1042 and up to 6 more of ring Wagtail', 'C-1042 and up to 1 more of its ring', null, null, null]);
});

test('a row says whose hands it is in now and whether it is the next, and is otherwise as it was read; one of which nothing is told is the same', () => {
  const row = (id: string, over: Partial<QueueRow> = {}) => ({ id, name: 'C-1042', version: 3, holder: null, tag: null, locked: null, next: false, ...over }) as QueueRow;
  const ben = { name: 'Ben', you: false, here: true, until: 9 };
  const hands = { a: { holder: ben, tag: null, locked: 'Another person holds this case.' }, b: { holder: null, tag: null, locked: null } };
  const told = (one: QueueRow, next: { id: string; ring: string | null } | null, mayClaim = true) => inHands(one, { hands, next }, mayClaim);
  expect(told(row('a', { next: true }), { id: 'b', ring: null })).toEqual(row('a', { ...hands.a }));
  expect(told(row('b', { locked: 'Another person holds this case.' }), { id: 'b', ring: null })).toEqual(row('b', { next: true }));
  const still = row('c');
  expect(told(still, { id: 'b', ring: null })).toBe(still);
  // A ring is next with the row that leads it, and not with one of its members that stands under it.
  const lead = row('d', { fold: { cases: 3, ring: 'ring_1', href: '' } });
  expect([told(lead, { id: 'e', ring: 'ring_1' }).next, told(row('e', { under: true }), { id: 'e', ring: 'ring_1' }).next, told(lead, { id: 'e', ring: 'ring_1' }, false).next, told(row('b', { next: true }), null).next]).toEqual([true, false, false, false]);
});
