import { expect, test } from 'vitest';
import { seenPart } from './space-lines';

test('a line within the frame is drawn whole, and one beside it not at all', () => {
  expect(seenPart(10, 10, 90, 40, 100, 50)).toEqual([0, 1]);
  expect(seenPart(-40, -20, -10, 90, 100, 50)).toBeNull();
  // The box around it touches the frame, and it does not.
  expect(seenPart(-60, 30, 30, -60, 100, 50)).toBeNull();
});

test('of a line that only passes through, what lies within is drawn, whichever way it runs', () => {
  const [from, to] = seenPart(-100, 25, 300, 25, 100, 50)!;
  expect(-100 + 400 * from).toBeCloseTo(-4);
  expect(-100 + 400 * to).toBeCloseTo(104);
  const [back, on] = seenPart(300, 25, -100, 25, 100, 50)!;
  expect([1 - on, 1 - back]).toEqual([expect.closeTo(from), expect.closeTo(to)]);
  const [down, up] = seenPart(20, -50, 20, 25, 100, 50)!;
  expect(-50 + 75 * down).toBeCloseTo(-4);
  expect(up).toBe(1);
});
