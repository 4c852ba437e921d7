import { expect, test } from 'vitest';
import { pulled, type View } from './space-drawing';

const VIEW: View = { x: -40, y: 25, scale: 0.5 };
/** What of the space lies under a spot of the canvas. */
const under = ({ x, y, scale }: View, spot: { x: number; y: number }) => ({ x: x + spot.x / scale, y: y + spot.y / scale });

test('what one holds stays under the fingers, however they go and however far apart', () => {
  const [from, to] = [{ x: 120, y: 200 }, { x: 90, y: 260 }];
  for (const times of [1, 0.5, 2.4]) {
    const next = pulled(VIEW, from, to, times);
    expect(next.scale).toBeCloseTo(VIEW.scale * times);
    expect(under(next, to).x).toBeCloseTo(under(VIEW, from).x);
    expect(under(next, to).y).toBeCloseTo(under(VIEW, from).y);
  }
});

test('nothing comes nearer or goes further than can be read', () => {
  const middle = { x: 200, y: 200 };
  expect(pulled(VIEW, middle, middle, 100).scale).toBe(3);
  expect(pulled(VIEW, middle, middle, 0.001).scale).toBe(0.02);
  expect(under(pulled(VIEW, middle, middle, 100), middle)).toEqual(under(VIEW, middle));
});
