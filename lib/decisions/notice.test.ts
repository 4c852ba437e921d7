import { expect, test } from 'vitest';
import { groundsNamed } from './ground';
import { MEASURES } from './kinds/index';
import { RESTRICTED_IDS } from './kinds/restriction';
import { ROUTES } from './kinds/step-up';
import { NOTICE_WORDS } from './languages/index';
import { TELLABLE } from '../evidence/can-tell';
import { ASKABLE } from '../evidence/questions';
import { DAY } from '../kernel/instant';
import { ENGLISH, LANGUAGES, readerOf } from '../kernel/language';
import { STANDARD_POLICY } from '../policy/standard';
import { lintNotice, lintText } from './lint';
import { daysWords, noticeIn, blanksIn, fillBlanks, plainText, type Notice, type NoticeFacts } from './notice';
import { appealDueAt, appealUntil, monthsAfter } from './redress';

const AT = Date.UTC(2026, 10, 17, 14, 10);
const FIELDS: Readonly<Record<string, Record<string, unknown>>> = {
  ask: { questions: ['Is the wallet ending 0932 yours?'] }, 'step-up': { routes: ['bank_sign_in', 'live_check'] }, 'payout-hold': { cap: { amount: 1870, currency: 'USD' } },
  restriction: { what: ['new_contracts', 'proposals'] }, suspension: { days: 30 }, closure: { answersStory: 'Three unrelated accounts.' },
};
const sender = { name: 'Worklane', contact: 'decisions@worklane.example' };
const grounds = groundsNamed(['2.4'], STANDARD_POLICY.grounds);
type MeasureFacts = Extract<NoticeFacts, { kind: 'measure' }>;
const said = (words: string) => ({ words, language: 'en' as const });
const given = (id: string, more: Partial<MeasureFacts> = {}): MeasureFacts => ({
  kind: 'measure', holder: 'Mallory', decision: 'D-2318-1', measure: id, fields: FIELDS[id]!, effectiveAt: AT, grounds, terms: 'en', told: [said('Since 9 September 2026 your account has been used on a device that we had not seen before.')],
  asked: id === 'ask' ? [said('Is the wallet ending 0932 yours?')] : [], inFavour: [said('Your earlier laptop was used again on 2 November.')], signedBy: 'Wren', readTwice: true, limits: STANDARD_POLICY.limits, sender, ...more,
});
const english = (facts: NoticeFacts): Notice => noticeIn(facts, ENGLISH);
const about = { holder: 'Mallory', decision: 'D-2318-1', measure: 'closure', sender } as const;
const everything = TELLABLE.map((signal) => ({ as: 'seen' as const, of: { signal, firstAt: AT - 9 * DAY, lastAt: AT } }));
const questions = ASKABLE.map((signal) => ({ as: 'asked' as const, of: { signal, firstAt: AT, lastAt: AT } }));
const felt = MEASURES.filter((measure) => measure.notice !== null).map((measure) => measure.id);
const LINKS = { appeal_link: 'https://desk.example/appeal/x', answer_link: 'https://desk.example/appeal/x' };

test.each(felt)('the notice of %s states everything that the law asks for, and leaves only links to fill', (id) => {
  const notice = english(given(id));
  const text = plainText(notice);
  for (const part of [
    'What we decided.', 'From, until.', 'What still works.', 'What we saw. Since 9 September 2026', 'In your favour.', 'Our rule. 2.4, No lending or sale of accounts: “You may not let',
    'A program that compares how accounts are used', 'it did not decide', 'known to you as Wren', 'A second person read the evidence', 'It is free', 'until 17 May 2027', 'within 14 days', 'out-of-court', 'court',
  ]) expect(text).toContain(part);
  expect(blanksIn(notice, 'sealing')).toEqual([]);
  expect(blanksIn(notice, 'sending')).toContain('appeal_link');
  expect(blanksIn(fillBlanks(notice, LINKS), 'sending')).toEqual([]);
});

test('every measure that is told has its words, and no other', () => {
  expect(Object.keys(NOTICE_WORDS.en.measures).sort()).toEqual([...felt].sort());
  expect(Object.keys(NOTICE_WORDS.en.routes).sort()).toEqual(Object.keys(ROUTES).sort());
  expect(Object.keys(NOTICE_WORDS.en.restricted).sort()).toEqual([...RESTRICTED_IDS].sort());
});

const ways = LANGUAGES.flatMap((language) => felt.flatMap((id) => STANDARD_POLICY.grounds.map(({ number }) => [language, id, number] as const)));

test.each(ways)('in %s, %s on ground %s says all of it and leaves nothing over', (language, id, number) => {
  const ground = groundsNamed([number], STANDARD_POLICY.grounds);
  for (const zone of [null, 'Asia/Tokyo']) {
    const notice = fillBlanks(noticeIn(given(id, { grounds: ground, told: everything, asked: id === 'ask' ? questions : [], inFavour: [] }), readerOf({ tag: language, zone })), LINKS);
    const text = [notice.subject, ...notice.paragraphs].join('\n');
    expect(blanksIn(notice, 'sending')).toEqual([]);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{|(?<!\.)\.\.(?!\.)| {2}|\s[.,;:](?:\s|$)/);
    expect(notice.paragraphs.map((paragraph) => paragraph.trim())).toEqual(notice.paragraphs);
    expect(notice.parts.map(({ key }) => key)).toEqual(expect.arrayContaining(['hello', 'reference', 'measure', 'duration', 'stillWorks', 'rule', 'seen', 'whoDecided', 'disagree', 'putBack', 'courts', 'pressed', 'person', 'languages']));
    if (language !== 'en') {
      // Nothing was left in English: neither a month, nor a sentence.
      const words = notice.paragraphs.filter((_, index) => notice.parts[index]?.key !== 'languages').join('\n');
      expect(words).not.toMatch(/\b(?:January|November|December|the|and|your|account|you)\b/);
      expect(noticeIn(given(id, { grounds: ground }), readerOf({ tag: language, zone })).parts.filter(({ key }) => key === 'note').length).toBeGreaterThan(0);
    }
  }
});

test.each(LANGUAGES)('the product’s own words in %s pass its own lint', (language) => {
  const reader = readerOf({ tag: language, zone: 'Europe/Istanbul' });
  for (const id of felt) expect(lintNotice(noticeIn(given(id, { told: everything, asked: questions, inFavour: [] }), reader))).toEqual([]);
  for (const facts of OTHERS) expect(lintNotice(noticeIn(facts, reader))).toEqual([]);
});

const OTHERS: readonly NoticeFacts[] = [
  { kind: 'appeal-granted', ...about, heardBy: 'Finch', reasons: said('The receipt shows that the device is yours.'), decidedAt: AT },
  { kind: 'appeal-refused', ...about, heardBy: 'Finch', reasons: said('The receipt is of another device.'), decidedAt: AT },
  { kind: 'lifted', ...about, liftedAt: AT, words: said('Thank you for the receipt.') },
  { kind: 'lifted', ...about, liftedAt: AT, words: null },
  { kind: 'nothing-further', ...about, holder: null, answered: true },
  { kind: 'nothing-further', ...about, answered: false },
];

test.each(LANGUAGES.flatMap((language) => OTHERS.map((facts) => [language, facts.kind, facts] as const)))('in %s, a notice of kind %s leaves nothing over', (language, _, facts) => {
  const notice = fillBlanks(noticeIn(facts, readerOf({ tag: language, zone: null })), LINKS);
  expect(blanksIn(notice, 'sending')).toEqual([]);
  expect([notice.subject, ...notice.paragraphs].join('\n')).not.toMatch(/undefined|null|\[object|(?<!\.)\.\.(?!\.)| {2}/);
  expect(notice.parts.some(({ key }) => key === 'note')).toBe(language !== 'en' && 'of' in facts === false && (facts.kind.startsWith('appeal') || (facts.kind === 'lifted' && facts.words !== null)));
});

test('each language writes dates, money, lists and numbers of days in its own way, with the zone of the account beside UTC', () => {
  const text = (tag: string, id: string, more: Partial<MeasureFacts> = {}) => plainText(noticeIn(given(id, more), readerOf({ tag, zone: 'Europe/Istanbul' })));
  expect(text('en', 'payout-hold')).toContain('up to $1,870.00');
  expect(text('en', 'payout-hold')).toContain('From 17 November 2026, 14:10 UTC (17:10 Europe/Istanbul) to 20 November 2026, 14:10 UTC (17:10 Europe/Istanbul).');
  expect(text('es', 'payout-hold')).toContain('17 de noviembre de 2026, 14:10 UTC (17:10 Europe/Istanbul)');
  expect(text('hu', 'payout-hold')).toContain('2026. november 17., 14:10 UTC (17:10 Europe/Istanbul)');
  expect(text('tr', 'payout-hold')).toContain('17 Kasım 2026, 14:10 UTC (17:10 Europe/Istanbul)');
  expect(text('uk', 'payout-hold')).toContain('17 листопада 2026 р., 14:10 UTC (17:10 Europe/Istanbul)');
  expect(text('es-MX', 'payout-hold').replaceAll('\u00a0', ' ')).toContain('1,870.00');
  expect(text('es', 'payout-hold').replaceAll('\u00a0', ' ')).toContain('1870,00 US$');
  expect(text('es', 'restriction')).toContain('iniciar contratos nuevos y enviar propuestas');
  expect(text('uk', 'step-up')).toContain('вхід через Ваш банк');
  expect(text('en', 'closure', { effectiveAt: Date.UTC(2026, 10, 17, 22) })).toContain('until 17 May 2027 UTC (18 May 2027, Europe/Istanbul).');
  expect([1, 2, 5, 14, 21].map((days) => daysWords(days, readerOf({ tag: 'uk', zone: null })))).toEqual(['1 дня', '2 днів', '5 днів', '14 днів', '21 дня']);
  expect([1, 14].map((days) => daysWords(days, ENGLISH))).toEqual(['1 day', '14 days']);
});

test('whatever is missing stays as a blank and stops the notice, in every language', () => {
  for (const language of LANGUAGES) expect(blanksIn(noticeIn(given('closure', { told: [], grounds: [], signedBy: null }), readerOf({ tag: language, zone: null })), 'sealing')).toEqual(['our_rule', 'what_we_saw', 'who_decided']);
  expect(blanksIn({ subject: 'A', paragraphs: ['payments go to {{ how we describe it }} …', 'on ____', 'because [...]'] }, 'sealing')).toEqual(['how we describe it', '____', '[...]']);
});

test('a holder without a name is greeted all the same, and a name brings no blanks or lines of its own', () => {
  expect(english(given('ask', { holder: null })).paragraphs[0]).toBe('Hello.');
  expect(english(given('ask', { holder: ' {{our_rule}}\nMal ' })).paragraphs[0]).toBe('Hello our_rule Mal.');
  const odd = english(given('ask', { holder: 'Mal ____ [...] _[]_{}_ […]' }));
  expect(odd.paragraphs[0]).toBe('Hello Mal __ ... __ ….');
  expect(blanksIn(odd, 'sealing')).toEqual([]);
});

test('the platform signs on a line of its own', () => {
  for (const language of LANGUAGES) expect(noticeIn(given('payout-hold'), { ...ENGLISH, language }).paragraphs.filter((words) => words.endsWith('.\nWorklane'))).toHaveLength(1);
});

test('one person’s decision claims no second reader, and silent measures have no notice', () => {
  expect(plainText(english(given('payout-hold', { readTwice: false })))).not.toContain('second person');
  expect(() => english({ ...given('closure'), measure: 'watch' })).toThrow('silent');
});

test('the hold’s notice says that it never continues by silence', () => {
  expect(plainText(english(given('payout-hold')))).toContain('From 17 November 2026, 14:10 UTC to 20 November 2026, 14:10 UTC. Then a person renews it with a reason, or releases it.');
});

test('an appeal’s outcome gives reasons or stays blank; a grant puts everything back', () => {
  expect(plainText(english(OTHERS[0]!))).toContain('Everything is put back from 17 November 2026: pay, rank, reviews.');
  expect(plainText(english(OTHERS[1]!))).toContain('out-of-court');
  expect(blanksIn(english({ kind: 'appeal-granted', ...about, heardBy: null, reasons: said(' '), decidedAt: AT }), 'sealing')).toEqual(['who_heard', 'reasons']);
});

test('a lifting and the end of a question are told too', () => {
  expect(plainText(english(OTHERS[2]!))).toContain('What it changed is put back.');
  expect(plainText(english(OTHERS[4]!))).toContain('Thank you for your answer');
  expect(plainText(english(OTHERS[5]!))).toContain('You need not answer');
});

test.each<[string, string]>([
  ['accusation', 'esto parece un fraude'], ['accusation', 'ez csalás'], ['accusation', 'hamis fiók'], ['accusation', 'sahte bir hesap'], ['accusation', 'це шахрайство'], ['accusation', 'підозрілий вхід'],
  ['tipping-off', 'avisamos a la policía'], ['tipping-off', 'a rendőrség tudja'], ['tipping-off', 'polise bildirdik'], ['tipping-off', 'повідомили поліцію'],
])('the lint knows the other languages too: %s in “%s”', (rule, text) => {
  expect(lintText(text).map((objection) => objection.rule)).toContain(rule);
});

test.each(['a családom számlája', 'la política de pagos', 'politika değişmedi', 'Це моя сім’я', 'policy 2.4'])('and leaves “%s” alone', (text) => expect(lintText(text)).toEqual([]));

test.each<[string, string]>([
  ['address', 'from 203.0.113.7 on Monday'], ['address', 'from 2001:db8::7'], ['address', 'from 2001:db8:0:0:0:0:0:7'], ['device', 'device D-9E2'], ['device', 'key 3fa9c04e5b1d77aa90'],
  ['device', 'id 123e4567-e89b-42d3-a456-426614174000'], ['device', 'token tok_9x'], ['account', 'shared with acc_9T'], ['account', 'the same as Peggy Marsh uses'], ['e-mail', 'write to peggy@example.org'],
  ['odds', 'about 20 to 1'], ['odds', 'about 19 in 20'], ['odds', 'over 999 in 1,000'], ['odds', '1 in 9,400'], ['odds', '12 times likelier'], ['odds', '95% sure'], ['odds', 'above our threshold'], ['odds', 'your score'],
  ['accusation', 'this looks fraudulent'], ['accusation', 'a fake account'], ['accusation', 'suspicious use'], ['accusation', 'an impostor'], ['tipping-off', 'we told the police'], ['tipping-off', 'because of sanctions'],
])('the lint finds the %s in “%s”', (rule, text) => {
  expect(lintText(text, ['Peggy Marsh']).map((objection) => objection.rule)).toContain(rule);
});

test.each(['On 19 October at 14:10 your account was used in two places 6,779 km apart within 38 minutes.', 'From 09:00:15 to 12:00', 'from 5 to 9 March', 'a wallet ending 0932', 'Peggy Marshall wrote to you', 'rule 4.2.1', 'the facade of a cafe', 'We answer within two working days.', 'paid 9 in 10 days'])(
  'the lint leaves “%s” alone', (text) => {
    expect(lintText(text, ['Peggy Marsh'])).toEqual([]);
  });

test('six months end on the same day, or on the last day of a shorter month', () => {
  expect(monthsAfter(Date.UTC(2026, 7, 31, 9), 6)).toBe(Date.UTC(2027, 1, 28, 9));
  expect(monthsAfter(Date.UTC(2027, 7, 31), 6)).toBe(Date.UTC(2028, 1, 29));
  expect(appealUntil(AT, STANDARD_POLICY.limits)).toBe(Date.UTC(2027, 4, 17, 14, 10));
  expect(appealDueAt(AT, STANDARD_POLICY.limits)).toBe(Date.UTC(2026, 11, 1, 14, 10));
});
