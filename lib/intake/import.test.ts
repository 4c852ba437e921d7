import { expect, test } from 'vitest';
import { canDiscard } from './import';

test('an import can be thrown away while its file waits and nothing of it was read', () => {
  expect(canDiscard({ status: 'waiting', lines: 0 })).toBe(true);
  expect(canDiscard({ status: 'waiting', lines: 3 })).toBe(false);
  for (const status of ['running', 'done', 'failed']) expect(canDiscard({ status, lines: 0 }), status).toBe(false);
});
