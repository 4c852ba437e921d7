import { expect, test } from 'vitest';
import { apart, textWidth } from './axis';

test('of labels that would touch the one before them, none is left, and the others stay where they are', () => {
  const at = (from: number, to: number) => ({ from, to });
  expect(apart([])).toEqual([]);
  expect(apart([at(0, 10), at(18, 30), at(37, 50), at(38, 60), at(90, 95)])).toEqual([at(0, 10), at(18, 30), at(38, 60), at(90, 95)]);
});

test('words are as wide as their letters: never narrower than the font has them, and hardly wider', () => {
  // Inter at 540, 10.5 pixels.
  for (const [words, width] of [['Leeds, declared', 80.8], ['Home broadband', 87.3], ['D-9E2, remote-control traces', 148.6], ['E-wallet ··0932, on 4 accounts', 154.6], ['Known VPN, 96% of sessions', 150.1], ['Nov', 20.4]] as const) {
    expect(textWidth(words), words).toBeGreaterThanOrEqual(width);
    expect(textWidth(words), words).toBeLessThan(width * 1.1);
  }
});
