import { expect, test } from 'vitest';
import { grouped, plural, toTheSecond } from './words';

test('a ledger line says numbers and moments as people read them', () => {
  expect(grouped(1011)).toBe('1,011');
  expect([plural(1, 'account'), plural(2140, 'account')]).toEqual(['1 account', '2,140 accounts']);
  expect(toTheSecond(Date.UTC(2026, 10, 3, 2, 41, 18, 214))).toBe('3 Nov 2026, 02:41:18 UTC');
});
