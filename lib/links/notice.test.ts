import { expect, test } from 'vitest';
import { onDay } from '../signals/history.fixture';
import { isStable, othersNotice } from './notice';

const stay = (first: number, last: number, days: number) => ({ firstAt: onDay(first), lastAt: onDay(last), days });

test('of a place that strangers share others notice the first five days and that the stay became steady', () => {
  expect(othersNotice('ip', stay(0, 3, 3), stay(0, 4, 4))).toBe(true);
  expect(othersNotice('ip', stay(0, 20, 12), stay(0, 21, 13))).toBe(false);
  expect(othersNotice('exit_ip', stay(0, 13, 6), stay(0, 14, 7))).toBe(true);
  expect(othersNotice('exit_ip', stay(5, 20, 12), stay(4, 20, 13))).toBe(true);
});

test('of machines that look alike nobody reads on how many days they were seen', () => {
  expect(othersNotice('fingerprint', stay(0, 3, 3), stay(0, 4, 4))).toBe(false);
  expect(othersNotice('fingerprint', stay(0, 13, 6), stay(0, 14, 7))).toBe(false);
  expect(othersNotice('fingerprint', stay(5, 20, 12), stay(4, 20, 13))).toBe(true);
});

test('a payout or document is shared from the first time on, and no more later', () => {
  expect(othersNotice('payout_instrument', stay(0, 1, 1), stay(0, 9, 2))).toBe(false);
  expect(othersNotice('device_token', stay(0, 3, 4), stay(0, 4, 5))).toBe(true);
});

test('two visits far apart are no steady stay', () => {
  expect(isStable(stay(0, 40, 2))).toBe(false);
  expect(isStable(stay(0, 14, 4))).toBe(true);
});
