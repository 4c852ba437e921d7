import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GROUND, placeLabels, shortened, touches } from './labels';
import { textWidth } from './axis';

test('labels never lie on each other and never leave the frame', () => {
  const point = fc.record({ x: fc.double({ min: 0, max: 800, noNaN: true }), y: fc.double({ min: 0, max: 340, noNaN: true }), words: fc.string({ minLength: 1, maxLength: 24 }), above: fc.boolean() });
  fc.assert(fc.property(fc.array(point, { maxLength: 25 }), (points) => {
    const placed = placeLabels(points.map(({ x, y, words, above }, id) => ({ id: String(id), x, y, lines: [words, 'second line'], gap: 14, above })), { width: 834, height: 340 });
    const boxes = placed.map(({ id, x, y, anchor, lines }) => {
      const width = Math.max(...lines.map((line) => textWidth(line, 11.5)));
      const ground = points[Number(id)]!.above ? GROUND : { beside: 0, above: 0 };
      return { x: (anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2) + 0.2 - ground.beside, y: y - 10.8 - ground.above, width: width - 0.4 + 2 * ground.beside, height: lines.length * 14 - 0.4 + 3 * ground.above };
    });
    boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => expect(touches(box, other)).toBe(false)));
    boxes.forEach((box) => expect(box.x >= 0 && box.x + box.width <= 834 && box.y >= 0 && box.y + box.height <= 340).toBe(true));
  }));
});

test('what is too wide loses its middle', () => {
  expect(shortened('acc_7Q4M2KD9', 200, 11)).toBe('acc_7Q4M2KD9');
  expect(shortened('cl_halden_freight_and_sons', 80, 11)).toMatch(/^cl_hal.*….*sons$/);
  expect(textWidth(shortened('cl_halden_freight_and_sons', 80, 11), 11)).toBeLessThanOrEqual(80);
});
