import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { meanwhile } from './meanwhile';

test('works through what there is while something is waited for, and answers that', async () => {
  const done: number[] = [];
  expect(await meanwhile(setTimeout(30, 'answer'), [1, 2, 3], (item) => { done.push(item); })).toBe('answer');
  expect(done).toEqual([1, 2, 3]);
});

test('leaves what is not done by then', async () => {
  let done = 0;
  function* forever() { for (;;) yield 0; }
  expect(await meanwhile(setTimeout(5, 'answer'), forever(), () => { done += 1; })).toBe('answer');
  expect(done).toBeGreaterThan(1);
});

test('a failure of either is told, once what was waited for has ended', async () => {
  let hasEnded = false;
  const slow = setTimeout(10).then(() => { hasEnded = true; });
  await expect(meanwhile(slow, [1], () => { throw new Error('the work'); })).rejects.toThrow('the work');
  expect(hasEnded).toBe(true);
  await expect(meanwhile(Promise.reject(new Error('asked')), [1, 2], () => {})).rejects.toThrow('asked');
});
