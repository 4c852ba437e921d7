import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf, text } from './input';

test('a text that a form left out is asked for in the same words as one that is too short', () => {
  const schema = z.object({ purpose: text('Say what for.', { min: 10, max: 20 }) });
  for (const sent of [{}, { purpose: '' }, { purpose: '  short  ' }]) {
    const read = schema.safeParse(sent);
    expect(read.success ? {} : fieldsOf(read.error)).toEqual({ purpose: 'Say what for.' });
  }
  expect(schema.parse({ purpose: '  comparing a letter ' })).toEqual({ purpose: 'comparing a letter' });
  expect(schema.safeParse({ purpose: 'x'.repeat(21) }).success).toBe(false);
});
