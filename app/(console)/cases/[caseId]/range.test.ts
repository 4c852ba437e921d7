import { expect, test } from 'vitest';
import { DAY } from '@/lib/kernel/instant';
import { rangeIn, rangesAround } from './range';

const on = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const life = { from: on('2024-03-04'), to: on('2026-11-22') };

test('a range in the address is two days, the first before the second; anything else is the usual one', () => {
  expect(rangeIn({ from: '2026-06-01', to: '2026-11-17' })).toEqual({ from: on('2026-06-01'), to: on('2026-11-17') });
  for (const bad of [{}, { from: '2026-06-01' }, { from: 'yesterday', to: '2026-11-17' }, { from: '2026-11-17', to: '2026-06-01' }, { from: '2026-02-31x', to: '2026-11-17' }, { from: ['2026-06-01'], to: '2026-11-17' }]) expect(rangeIn(bad)).toBeNull();
});

test('moving and zooming stay within the life of the account and never below a week', () => {
  const read = (href: string) => rangeIn(Object.fromEntries(new URL(href, 'http://x').searchParams))!;
  const near = rangesAround('/cases/c', { from: on('2026-06-01'), to: life.to }, life);
  expect(read(near.later).to - life.to).toBeLessThanOrEqual(DAY);
  expect(read(near.earlier).from).toBeLessThan(on('2026-06-01'));
  expect(read(near.closer).to - read(near.closer).from).toBeLessThan(100 * DAY);
  const widest = read(rangesAround('/cases/c', life, life).wider);
  expect(widest.from).toBeGreaterThanOrEqual(life.from);
  const week = read(rangesAround('/cases/c', { from: on('2026-11-01'), to: on('2026-11-03') }, life).closer);
  expect(week.to - week.from).toBeGreaterThanOrEqual(7 * DAY);
});
