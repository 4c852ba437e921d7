import { expect, test } from 'vitest';
import { drawsByChance, placeOfDraw } from './sample';

test('a share of the cases is drawn: none of none, and as many as the share says', () => {
  const chances = Array.from({ length: 1_000 }, (_, index) => index / 1_000);
  expect(chances.filter((chance) => drawsByChance(0, chance))).toHaveLength(0);
  expect(chances.filter((chance) => drawsByChance(0.02, chance))).toHaveLength(20);
});

test('every account is as likely as any other, and none is beyond the last', () => {
  const counts = [0, 0, 0, 0];
  for (let index = 0; index < 1_000; index += 1) counts[placeOfDraw(4, index / 1_000)]! += 1;
  expect(counts).toEqual([250, 250, 250, 250]);
  expect(placeOfDraw(3, 1 - 2 ** -40)).toBe(2);
});
