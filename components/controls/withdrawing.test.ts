import { expect, test } from 'vitest';
import { answeredOf, type Asked } from './withdrawing';

const asked = new Map<string, Asked>([['dec_1', { words: 'Dismiss on C-2318, Jonah Pell', since: 1_000, until: 20_000 }]]);
const none = new Set<string>();

test('what waits no longer before its time was withdrawn', () => {
  expect(answeredOf(asked, none, 3_000)).toEqual([['dec_1', true]]);
});

test('what was asked for in vain and has left since is not told as withdrawn', () => {
  expect(answeredOf(asked, none, 20_000)).toEqual([['dec_1', false]]);
});

test('nothing is known while it waits, or its answer is waited for, nor from a page of before the question', () => {
  expect(answeredOf(asked, new Set(['dec_1']), 3_000)).toEqual([]);
  expect(answeredOf(asked, none, 1_000)).toEqual([]);
});
