import { expect, test } from 'vitest';
import type { SpaceNode } from './link-space';
import { pulled, showing, type View } from './space-drawing';

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

test('what has just been drawn is brought into sight: from as near as before, moved no further than it takes, and from further away where it has no room', () => {
  const node = (x: number, y: number) => ({ x, y, radius: 20 }) as SpaceNode;
  const view: View = { x: 0, y: 0, scale: 1 };
  expect(showing([node(100, 100), node(400, 300)], view, 800, 500)).toEqual(view);
  expect(showing([node(400, 100), node(400, -60)], view, 800, 500)).toEqual({ x: 0, y: -104, scale: 1 });
  expect(showing([node(900, 480)], view, 800, 500)).toEqual({ x: 144, y: 24, scale: 1 });
  const { x, y, scale } = showing([node(0, 0), node(100, 912)], view, 800, 500);
  expect([scale, y]).toEqual([0.5, -44]);
  expect([x <= -44, x + 1600 >= 144]).toEqual([true, true]);
});
