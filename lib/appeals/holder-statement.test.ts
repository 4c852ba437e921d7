import { expect, test } from 'vitest';
import { noticeIn, readIn, type NoticeFacts } from '../decisions/notice';
import { DAY } from '../kernel/instant';
import { ENGLISH, readerOf } from '../kernel/language';
import { STANDARD_POLICY } from '../policy/standard';
import { answerByOf, greetingOf, leadOf, termsOf, textsOf, type Now } from './holder-statement';

const NOW = Date.UTC(2026, 10, 17, 14, 6);
const { limits, grounds } = STANDARD_POLICY;
const facts: NoticeFacts = {
  kind: 'measure', holder: 'Mallory Hale', decision: 'decision_1', measure: 'suspension', fields: { days: 30 }, effectiveAt: NOW, grounds: [...grounds.slice(1, 2), { number: '9', title: 'Ours', text: 'Our own clause.' }], terms: 'en',
  told: [{ as: 'seen', of: { signal: 'D1', firstAt: NOW, lastAt: NOW } }, { words: 'Since 9 September.', language: 'en' }], asked: [],
  inFavour: [{ words: 'Your earlier laptop came back.', language: 'en' }], signedBy: 'Wren', readTwice: true, limits, sender: { name: 'Worklane', contact: 'decisions@worklane.example' },
};
const notice = noticeIn(facts, ENGLISH);

test('the terms on the page are those of the notice that was sent, each rule in full', () => {
  const terms = termsOf(notice, 'en');
  expect(terms.map(({ term }) => term)).toEqual(['Measure', 'From, until', 'What still works', 'Who decided', 'Our rule', 'Our rule']);
  expect(terms[0]?.fact.words).toMatch(/^Suspension\. You cannot work/);
  expect(terms[3]?.fact.words).toContain('known to you as Wren');
  expect(terms[4]?.fact).toEqual({ words: `2.3, True identity: “${grounds[1]!.text}”`, language: null });
  expect(textsOf(notice, 'inFavour', 'en')).toEqual([{ words: 'Your earlier laptop came back.', language: null, note: null }]);
  expect(greetingOf(notice, 'en')).toBe('Hello Mallory Hale.');
  expect(greetingOf(null, 'hu')).toBe('Tisztelt Felhasználónk!');
});

test('in another language a person’s own words, and clauses of the platform’s own, stay as they are and say in which language', () => {
  const turkish = noticeIn(facts, readerOf({ tag: 'tr', zone: null }));
  expect(textsOf(turkish, 'seen', 'tr')).toEqual([
    { words: 'Hesabınız, başka hesaplar için de kullanılan bir cihazda kullanıldı.', language: null, note: null },
    { words: 'Since 9 September.', language: 'en', note: '(İngilizce yazılmıştır)' },
  ]);
  const rules = termsOf(turkish, 'tr').filter(({ term }) => term === 'Kuralımız');
  expect(rules[0]).toMatchObject({ fact: { language: null }, note: '(Bu bir çeviridir; koşullarımız İngilizce yazılmıştır.)' });
  expect(rules[1]).toEqual({ term: 'Kuralımız', fact: { words: '9, Ours: “Our own clause.”', language: 'en' }, note: '(İngilizce yazılmıştır)' });
});

test('a notice of before there were languages is shown as it was sent, marked as English', () => {
  const old = { kind: 'measure', language: 'en', subject: 'Closed', paragraphs: ['Hello.', 'What we decided. Closure.'], content: null } as const;
  const read = readIn(old, 'uk');
  expect(termsOf(read, 'uk')).toMatchObject([{ term: 'Захід', fact: { words: 'Hello.', language: 'en' } }, { fact: { words: 'What we decided. Closure.', language: 'en' } }]);
  expect(greetingOf(read, 'uk')).toBe('Вітаємо!');
});

test('what was sent stays as it was sent in its own language, and is said again in the others', () => {
  const sent = { kind: 'measure', language: 'en', subject: 'As it was worded then', paragraphs: notice.paragraphs, content: { reader: ENGLISH, parts: notice.parts, facts } } as const;
  expect(readIn(sent, 'en').subject).toBe('As it was worded then');
  expect(readIn(sent, 'es').subject).toBe('Su cuenta está suspendida');
  expect(readIn({ ...sent, content: { ...sent.content, facts: { ...facts, measure: 'retired' } } }, 'es').subject).toBe('As it was worded then');
  expect(readIn({ ...sent, content: { ...sent.content, facts: { ...facts, told: [{ as: 'seen', of: { signal: 'retired', firstAt: NOW, lastAt: NOW } }] } } }, 'es').language).toBe('en');
});

const QUIET: Now = { asks: false, answerable: false, answerUntil: null, answered: false, appealUntil: null, appealEnded: null, appeal: null, over: null, answerDays: 14, now: NOW };

test.each<[string, Partial<Now>, string, string | null]>([
  ['an open question', { asks: true, answerable: true, answerUntil: NOW + DAY }, 'You can answer now', '#answer'],
  ['a question past its day', { asks: true, answerable: true, answerUntil: NOW - DAY }, 'You can answer now', '#answer'],
  ['an answered question', { asks: true, answerable: true, answered: true }, 'You can add to it', '#answer'],
  ['a closed question', { asks: true, over: { at: NOW, by: 'lifted' } }, 'need not answer', null],
  ['a decision that can be appealed', { appealUntil: NOW + DAY }, 'An appeal is free', '#appeal'],
  ['a decision past its window', { appealEnded: NOW - DAY }, 'ended on 16 November 2026', null],
  ['a filed appeal', { appeal: { status: 'waiting', dueAt: NOW + 14 * DAY } }, 'by 1 December 2026', null],
  ['a granted appeal', { appeal: { status: 'granted', dueAt: NOW }, over: { at: NOW, by: 'lifted' } }, 'Everything is put back', null],
  ['a refused appeal', { appeal: { status: 'refused', dueAt: NOW } }, 'out-of-court', null],
  ['a lifted measure', { over: { at: NOW, by: 'lifted' } }, 'need not do anything', null],
  ['a renewed measure', { over: { at: NOW, by: 'renewed', decision: 'D-2318-2' } }, 'on the page of that decision', null],
  ['a decision without redress', {}, 'write to us', null],
])('%s says what can be done, and the box leads there or is not there', (_, state, words, href) => {
  const now = { ...QUIET, ...state };
  expect(leadOf('Hello Mallory.', now, ENGLISH)).toEqual([expect.stringMatching(/^Hello Mallory\. [A-Z]/), expect.stringContaining(words)]);
  expect(leadOf('Merhaba Mallory,', now, { ...ENGLISH, language: 'tr' })[0]).toMatch(/^Merhaba Mallory,\n\p{Lu}/u);
  expect(answerByOf(now, ENGLISH)?.href ?? null).toBe(href);
});
