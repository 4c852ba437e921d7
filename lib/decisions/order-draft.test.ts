import { expect, test } from 'vitest';
import { ORDER_KINDS, orderWords } from './order-draft';

test('every order is said in words of its own, and one of another day by its kind', () => {
  const said = ORDER_KINDS.map(orderWords);
  expect(new Set(said).size).toBe(ORDER_KINDS.length);
  for (const words of said) expect(words).toMatch(/^[a-z]+(?: [a-z]+)+$/);
  expect(orderWords('account.suspend')).toBe('suspend the account');
  expect([orderWords('account.pause'), orderWords('toString')]).toEqual(['account.pause', 'toString']);
});
