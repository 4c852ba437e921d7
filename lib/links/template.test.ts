import { expect, test } from 'vitest';
import { aBid, daysFrom, onDay } from '../signals/history.fixture';
import { hammingOf } from './photo';
import { SAME_TEMPLATE_BITS, templatesOf } from './template';

const BODY = Array.from({ length: 80 }, (_, index) => `sentence${index} word${index * 7}`).join(' ');
const filled = (day: number, name: string) => aBid(onDay(day), `Dear ${name}, ${BODY}`);

test('ten proposals that differ in a name are one template', () => {
  const [template] = templatesOf(daysFrom(0, 12).map((day) => filled(day, `client ${day}`)));
  expect(template).toMatchObject({ firstAt: onDay(0), lastAt: onDay(11), proposals: 12 });
  expect(template!.hash).toMatch(/^[0-9a-f]{16}$/);
});

test('nine, or proposals written one by one, are none', () => {
  expect(templatesOf(daysFrom(0, 9).map((day) => filled(day, 'client')))).toEqual([]);
  expect(templatesOf(daysFrom(0, 20).map((day) => aBid(onDay(day), Array.from({ length: 30 }, (_, index) => `own${day * 100 + index}`).join(' '))))).toEqual([]);
});

test('only the 30 days up to the latest proposal count', () => {
  const bids = [...daysFrom(0, 9).map((day) => filled(day, 'client')), ...daysFrom(35, 5).map((day) => filled(day, 'client'))];
  expect(templatesOf(bids)).toEqual([]);
  expect(templatesOf(bids.slice(0, 9))).toEqual([]);
  expect(templatesOf([...bids, ...daysFrom(40, 5).map((day) => filled(day, 'client'))])[0]).toMatchObject({ firstAt: onDay(35), proposals: 10 });
});

test('two accounts that fill the same template differently come within three bits', () => {
  const [one] = templatesOf(daysFrom(0, 12).map((day) => filled(day, `anna${day}`)));
  const [other] = templatesOf(daysFrom(3, 15).map((day) => filled(day, `bert${day * 3} van${day}`)));
  expect(hammingOf(one!.hash, other!.hash)).toBeLessThanOrEqual(SAME_TEMPLATE_BITS);
});
