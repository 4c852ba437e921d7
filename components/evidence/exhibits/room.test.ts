import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLEAR, placed, roomFor, spotIn, type Extent } from './room';

const extent = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), from: fc.integer({ min: -120, max: 0 }), to: fc.integer({ min: 1, max: 120 }) });
const on = ({ at, from, to }: Extent, room: number) => [at * room + from, at * room + to] as const;

test('from the room that something needs on, it is clear of all that is there and within the axis, however much longer that is', () => {
  fc.assert(fc.property(extent, fc.array(extent, { maxLength: 6 }), fc.double({ min: 1, max: 5, noNaN: true }), (one, taken, times) => {
    const room = roomFor(one, taken) * times;
    // A pixel on an axis of billions is lost in what numbers leave out.
    fc.pre(room > 0 && room < 1e9);
    const [left, right] = on(one, room);
    expect(left).toBeGreaterThanOrEqual(-0.001);
    expect(right).toBeLessThanOrEqual(room + 0.001);
    for (const other of taken) {
      const [from, to] = on(other, room);
      expect(right + CLEAR <= from + 0.001 || to + CLEAR <= left + 0.001).toBe(true);
    }
  }));
});

test('an earlier spot is taken where it needs no more than is usual, and what fits nowhere is left out', () => {
  const [here, end]: [Extent, Extent] = [{ at: 0.5, from: 0, to: 100 }, { at: 1, from: -100, to: 0 }];
  expect(spotIn([here, end], [])).toEqual({ spot: end, room: 100 });
  expect(spotIn([here, end], [], 728)).toEqual({ spot: here, room: 200 });
  expect(placed([{ id: 1 }, { id: 2 }, { id: 3 }], () => [{ at: 0, from: 0, to: 40 }, { at: 1, from: -40, to: 0 }])).toHaveLength(2);
});
