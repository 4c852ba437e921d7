import { expect, test } from 'vitest';
import { onDay } from '../signals/history.fixture';
import { isStable, noticedAbove } from './notice';

const stay = (first: number, last: number, days: number) => ({ firstAt: onDay(first), lastAt: onDay(last), days });

test('a further day on a place of strangers is noticed by those who were there more often, the fifth by all, and that a line became a steady one by who may be steady there', () => {
  expect(noticedAbove('ip', stay(0, 3, 3), stay(0, 4, 4))).toBe(3);
  expect(noticedAbove('exit_ip', stay(0, 3, 4), stay(0, 4, 5))).toBe(0);
  expect(noticedAbove('ip', stay(0, 20, 12), stay(0, 21, 13))).toBe(Infinity);
  expect(noticedAbove('ip', stay(0, 13, 6), stay(0, 14, 7))).toBe(3);
  expect(noticedAbove('ip', stay(0, 13, 2), stay(0, 14, 4))).toBe(2);
  expect(noticedAbove('exit_ip', stay(0, 13, 6), stay(0, 14, 7))).toBe(Infinity);
  expect(noticedAbove('exit_ip', stay(5, 20, 12), stay(4, 20, 13))).toBe(0);
});

test('of machines that look alike nobody reads on how many days they were seen', () => {
  expect(noticedAbove('fingerprint', stay(0, 3, 3), stay(0, 4, 4))).toBe(Infinity);
  expect(noticedAbove('fingerprint', stay(0, 13, 6), stay(0, 14, 7))).toBe(Infinity);
  expect(noticedAbove('fingerprint', stay(5, 20, 12), stay(4, 20, 13))).toBe(0);
});

test('a payout or document is shared from the first time on, and no more later; a device to the day', () => {
  expect(noticedAbove('payout_instrument', stay(0, 1, 1), stay(0, 9, 2))).toBe(Infinity);
  expect(noticedAbove('device_token', stay(0, 3, 4), stay(0, 4, 5))).toBe(0);
  expect(noticedAbove('device_token', stay(0, 8, 9), stay(0, 9, 10))).toBe(9);
});

test('two visits far apart are no steady stay', () => {
  expect(isStable(stay(0, 40, 2))).toBe(false);
  expect(isStable(stay(0, 14, 4))).toBe(true);
});
