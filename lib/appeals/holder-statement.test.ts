import { expect, test } from 'vitest';
import { measureNotice } from '../decisions/notice';
import { measureNamed } from '../decisions/ladder';
import { DAY } from '../kernel/instant';
import { STANDARD_POLICY } from '../policy/standard';
import { answerByOf, greetingOf, inFavourOf, leadOf, termsOf, type Now } from './holder-statement';

const NOW = Date.UTC(2026, 10, 17, 14, 6);
const { limits, grounds } = STANDARD_POLICY;
const notice = measureNotice({
  holder: 'Mallory Hale', decision: 'decision_1', measure: measureNamed('suspension')!, fields: { days: 30 }, effectiveAt: NOW, grounds: grounds.slice(1, 3), told: ['Since 9 September.'],
  inFavour: ['Your earlier laptop came back.'], signedBy: 'Wren', readTwice: true, limits, sender: { name: 'Worklane', contact: 'decisions@worklane.example' },
});

test('the terms on the page are those of the notice that was sent, each rule in full', () => {
  const terms = termsOf(notice.paragraphs);
  expect(terms.map(({ term }) => term)).toEqual(['Measure', 'From, until', 'What still works', 'Who decided', 'Our rule', 'Our rule']);
  expect(terms[0]?.fact).toMatch(/^Suspension\. You cannot work/);
  expect(terms[3]?.fact).toContain('known to you as Wren');
  expect(terms[4]?.fact).toBe(`2.3, True identity: “${grounds[1]!.text}”`);
  expect(inFavourOf(notice.paragraphs)).toEqual(['Your earlier laptop came back.']);
  expect(greetingOf(notice.paragraphs)).toBe('Hello Mallory Hale.');
  expect(termsOf([])).toEqual([]);
  expect(greetingOf([])).toBe('Hello.');
});

const QUIET: Now = { asks: false, answerable: false, answerUntil: null, answered: false, appealUntil: null, appealEnded: null, appeal: null, lifted: false, answerDays: 14, now: NOW };

test.each<[string, Partial<Now>, string, string | null]>([
  ['an open question', { asks: true, answerable: true, answerUntil: NOW + DAY }, 'You can answer now', '#answer'],
  ['a question past its day', { asks: true, answerable: true, answerUntil: NOW - DAY }, 'You can answer now', '#answer'],
  ['an answered question', { asks: true, answerable: true, answered: true }, 'You can add to it', '#answer'],
  ['a closed question', { asks: true, lifted: true }, 'need not answer', null],
  ['a decision that can be appealed', { appealUntil: NOW + DAY }, 'You can appeal until 18 November 2026', '#appeal'],
  ['a decision past its window', { appealEnded: NOW - DAY }, 'ended on 16 November 2026', null],
  ['a filed appeal', { appeal: { status: 'waiting', dueAt: NOW + 14 * DAY } }, 'by 1 December 2026', null],
  ['a granted appeal', { appeal: { status: 'granted', dueAt: NOW }, lifted: true }, 'Everything is put back', null],
  ['a refused appeal', { appeal: { status: 'refused', dueAt: NOW } }, 'out-of-court', null],
  ['a lifted measure', { lifted: true }, 'need not do anything', null],
  ['a decision without redress', {}, 'write to us', null],
])('%s says what can be done, and the box leads there or is not there', (_, state, words, href) => {
  const now = { ...QUIET, ...state };
  expect(leadOf('Hello Mallory.', now)[1]).toContain(words);
  expect(answerByOf(now)?.href ?? null).toBe(href);
});
