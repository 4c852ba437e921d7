import { expect, test } from 'vitest';
import { placeBeside } from './tour-place';

const WINDOW = { width: 1440, height: 900 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
/** The queue: its table with the current row, and beside it what is said of that one: its name, and what put it there. */
const [TABLE, ROW, PEEK, NAME, WHY] = [box(52, 90, 1148, 858), box(52, 120, 1148, 168), box(1148, 90, 1440, 858), box(1164, 122, 1424, 145), box(1164, 230, 1424, 425)];

test('the card stands beside what it points at, and where there is no room there under it, above it or at the foot of the window', () => {
  expect(placeBeside(box(100, 200, 600, 400), 210, [], WINDOW)).toEqual({ left: 612, top: 200, width: 320 });
  expect(placeBeside(box(800, 200, 1400, 400), 210, [], WINDOW)).toEqual({ left: 468, top: 200, width: 320 });
  expect(placeBeside(box(52, 200, 1400, 400), 210, [], WINDOW)).toEqual({ left: 52, top: 412 });
  expect(placeBeside(box(52, 500, 1400, 880), 210, [], WINDOW)).toEqual({ left: 52, top: 278 });
  expect(placeBeside(box(52, 90, 1400, 880), 210, [], WINDOW)).toEqual({ left: 52, bottom: 18 });
  expect(placeBeside(box(52, -400, 1400, 0), 210, [], WINDOW)).toBeNull();
});

test('it lies on nothing of what it explains: pointing at the table it leaves the words of the row, pointing at these the row', () => {
  expect(placeBeside(TABLE, 210, [NAME, WHY], WINDOW)).toEqual({ left: 1160, top: 437, width: 268 });
  expect(placeBeside(TABLE, 210, [PEEK], WINDOW)).toEqual({ left: 816, top: 636 });
  expect(placeBeside(PEEK, 210, [ROW], WINDOW)).toEqual({ left: 816, top: 180, width: 320 });
  // On a narrower window what is said of the row is a strip under the table.
  expect(placeBeside(box(52, 90, 1024, 700), 210, [box(52, 700, 1024, 758)], { width: 1024, height: 800 })).toEqual({ left: 692, top: 478 });
});
