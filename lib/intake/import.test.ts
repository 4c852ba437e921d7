import { expect, test } from 'vitest';
import { canDiscard } from './import';

test('an import can be thrown away while nothing reads its file and nothing of it was read', () => {
  for (const status of ['waiting', 'done', 'failed']) expect([canDiscard({ status, lines: 0 }), canDiscard({ status, lines: 3 })], status).toEqual([true, false]);
  expect(canDiscard({ status: 'running', lines: 0 })).toBe(false);
});
