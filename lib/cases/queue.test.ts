import { expect, test } from 'vitest';
import { filtersSet, queueAsked, type QueueAsked } from './queue';
import { queueAddress } from './queue-address';
import { USUAL_LAYOUT } from './queue-columns';
import { layoutIn, layoutWords } from './queue-layout';
import { isAskedBy, mayChange, viewAsked } from './queue-view';

/** What a page reads out of an address. */
function askedAt(address: string): QueueAsked {
  const { searchParams } = new URL(address, 'http://localhost');
  return queueAsked.parse({ ...Object.fromEntries(searchParams), band: searchParams.getAll('band') });
}

test('an address says all that is asked and nothing that is as usual', () => {
  expect(queueAddress({})).toBe('/queue');
  // What a form sends empty is said nowhere: an address that leads to itself would never be read.
  expect(queueAddress(queueAsked.parse(Object.fromEntries(Object.keys(queueAsked.shape).map((key) => [key, '']))))).toBe('/queue');
  const asked = queueAsked.parse({ view: 'overdue', sort: 'due', band: ['act', 'review'], stake: '500', q: 'Kite & Co', held: 'staff_1', after: '-20.5~case_1', open: 'ring_1' });
  expect(askedAt(queueAddress(asked))).toEqual(asked);
  expect(filtersSet(asked)).toBe(4);
  expect(queueAddress(asked, { view: 'open', sort: 'priority', band: [], stake: null, q: '', held: null, after: null, open: null }, '/queue/more')).toBe('/queue/more');
});

test('a view is shown by its content: place and opened ring are none of it, the order of bands does not matter', () => {
  const view = viewAsked.parse({ view: 'rings', band: ['act', 'review'], stake: 900 });
  expect(isAskedBy(askedAt(`${queueAddress(view)}&after=1~case_1&open=ring_1`), view)).toBe(true);
  expect(isAskedBy(queueAsked.parse({ view: 'rings', band: ['review', 'act'], stake: 900 }), view)).toBe(true);
  for (const other of [{ view: 'open' }, { sort: 'due' }, { band: ['act'] }, { stake: 901 }, { q: 'K' }, { held: 'staff_1' }]) expect(isAskedBy(queueAsked.parse({ ...view, ...other }), view)).toBe(false);
});

test('a view is its owner’s, and a shared one an admin’s too', () => {
  const staff = (id: string, role: 'moderator' | 'admin') => ({ kind: 'staff' as const, id, name: id, role });
  expect(mayChange({ owner: 'a', shared: false }, staff('a', 'moderator'))).toBe(true);
  expect(mayChange({ owner: 'a', shared: true }, staff('b', 'moderator'))).toBe(false);
  expect(mayChange({ owner: 'a', shared: false }, staff('b', 'admin'))).toBe(false);
  expect(mayChange({ owner: 'a', shared: true }, staff('b', 'admin'))).toBe(true);
});

test('a stored layout is read as far as it is understood', () => {
  expect(layoutIn(null)).toEqual(USUAL_LAYOUT);
  expect(layoutIn({ hidden: ['ring'], widths: { account: 200 }, density: 'dense' })).toEqual({ hidden: ['ring'], widths: { account: 200 }, density: 'dense' });
  expect(layoutIn({ hidden: ['retired'], widths: { account: 4 }, density: 'airy' })).toEqual(USUAL_LAYOUT);
  expect(layoutWords(USUAL_LAYOUT)).toBe('every column; roomy rows');
});
