import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLabels, touches } from './labels';
import { textWidth } from './axis';

test('labels never lie on each other and never leave the frame', () => {
  const point = fc.record({ x: fc.double({ min: 0, max: 800, noNaN: true }), y: fc.double({ min: 0, max: 340, noNaN: true }), words: fc.string({ minLength: 1, maxLength: 24 }) });
  fc.assert(fc.property(fc.array(point, { maxLength: 25 }), (points) => {
    const placed = placeLabels(points.map(({ x, y, words }, id) => ({ id: String(id), x, y, lines: [words, 'second line'], gap: 14 })), { width: 834, height: 340 });
    const boxes = placed.map(({ x, y, anchor, lines }) => {
      const width = Math.max(...lines.map((line) => textWidth(line, 11.5)));
      return { x: (anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2) + 0.2, y: y - 10.8, width: width - 0.4, height: lines.length * 14 - 0.4 };
    });
    boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => expect(touches(box, other)).toBe(false)));
    boxes.forEach((box) => expect(box.x >= 0 && box.x + box.width <= 834 && box.y >= 0 && box.y + box.height <= 340).toBe(true));
  }));
});
