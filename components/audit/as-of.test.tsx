import { expect, test } from 'vitest';
import { dated } from './as-of';

const at = (day: number, hour: number, minute: number) => ({ at: Date.UTC(2026, 10, day, hour, minute) });

test('a mark is named by its day, and those of one day by their time, the day once', () => {
  expect(dated([at(4, 9, 0), at(29, 13, 5), at(29, 13, 9), at(29, 23, 59), at(30, 0, 2)]).map(({ words }) => words)).toEqual([['4 Nov'], ['29 Nov', '13:05'], ['13:09'], ['23:59'], ['30 Nov']]);
  expect(dated([at(29, 23, 59), at(30, 0, 2)], 'Asia/Tokyo').map(({ words }) => words)).toEqual([['30 Nov', '08:59'], ['09:02']]);
  expect(dated([{ at: Date.UTC(2025, 10, 29) }, at(29, 0, 0)]).map(({ words }) => words)).toEqual([['29 Nov 2025'], ['29 Nov']]);
});
