import { expect, test } from 'vitest';
import type { NextCase } from '@/lib/cases/queue';
import { inHands, togetherWords, type QueueRow } from './row';

test('what a claim takes along is said with the most that it can be, and not where it takes one case', () => {
  const row = (fold: QueueRow['fold'], ring: QueueRow['ring'] = { name: 'Wagtail', size: 9 }) => togetherWords({ name: 'C-1042', fold, ring } as QueueRow);
  const cases = (many: number) => ({ cases: many, ring: 'ring_one', href: '/queue' });
  expect([row(cases(7)), row(cases(2), { name: null, size: 2 }), row(cases(1)), row(null), row(undefined)]).toEqual(['C-1042 and up to 6 more of ring Wagtail', 'C-1042 and up to 1 more of its ring', null, null, null]);
});

test('a row says whose hands it is in now and whether it is the next, and is otherwise as it was read; one of which nothing is told is the same', () => {
  const row = (id: string, over: Partial<QueueRow> = {}) => ({ id, name: 'C-1042', version: 3, holder: null, tag: null, locked: null, next: null, ...over }) as QueueRow;
  const ben = { name: 'Ben', you: false, here: true, until: 9 };
  const hands = { a: { holder: ben, tag: null, locked: 'Another person holds this case.' }, b: { holder: null, tag: null, locked: null } };
  const told = (one: QueueRow, next: NextCase | null, mayClaim = true) => inHands(one, { hands, next }, mayClaim);
  const free = (id: string, ring: string | null = null): NextCase => ({ id, name: 'C-1028', account: 'Mallory Hale', ring, held: false });
  const on = (id: string, held = false, other: NonNullable<QueueRow['next']>['other'] = null) => ({ href: `/cases/${id}`, held, other });
  const named = { name: 'C-1028', account: 'Mallory Hale' };
  expect(told(row('a', { next: on('a') }), free('b'))).toEqual(row('a', { ...hands.a }));
  expect(told(row('b', { locked: 'Another person holds this case.' }), free('b'))).toEqual(row('b', { next: on('b') }));
  const still = row('c');
  expect(told(still, free('b'))).toBe(still);
  const next = row('c', { next: on('c') });
  expect(told(next, free('c'))).toBe(next);
  // A ring is next with the row that leads it, which names the case that is opened, and not with one of its members that stands under it.
  const lead = row('d', { fold: { cases: 3, ring: 'ring_1', href: '' } });
  expect([told(lead, free('e', 'ring_1')).next, told(row('e', { under: true }), free('e', 'ring_1')).next, told(lead, free('e', 'ring_1'), false).next, told(row('b', { next: on('b') }), null).next]).toEqual([on('e', false, named), null, null, null]);
  // What one holds is next though nobody can claim it; and so is its ring, whatever its leading case waits for. Nothing comes along with it.
  const held = row('f', { ...lead, id: 'f', locked: 'A measure is proposed and waits for a second person.' });
  expect(told(row('a'), { ...free('a'), held: true }).next).toEqual(on('a', true));
  expect([told(held, { ...free('e', 'ring_1'), held: true }).next, told(held, free('e', 'ring_1')).next]).toEqual([on('e', true, named), null]);
  expect([togetherWords(told(lead, free('e', 'ring_1'))), togetherWords(told(lead, { ...free('e', 'ring_1'), held: true }))]).toEqual(['C-1042 and up to 2 more of its ring', null]);
});
