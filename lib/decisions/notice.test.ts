import { expect, test } from 'vitest';
import { groundsNamed } from './ground';
import { MEASURES } from './kinds/index';
import { measureNamed } from './ladder';
import { canTell, TELLABLE } from '../evidence/can-tell';
import { STANDARD_POLICY } from '../policy/standard';
import { lintNotice, lintText } from './lint';
import { appealGrantedNotice, appealRefusedNotice, blanksIn, fillBlanks, liftedNotice, measureNotice, nothingFurtherNotice, plainText, ruleParagraphs, type MeasureNotice } from './notice';
import { appealDueAt, appealUntil, monthsAfter } from './redress';

const AT = Date.UTC(2026, 10, 17, 14, 10);
const FIELDS: Readonly<Record<string, Record<string, unknown>>> = {
  ask: { questions: ['Is the wallet ending 0932 yours?'] }, 'step-up': { routes: ['bank_sign_in', 'live_check'] }, 'payout-hold': { cap: { amount: 1870, currency: 'USD' } },
  restriction: { what: ['new_contracts', 'proposals'] }, suspension: { days: 30 }, closure: { answersStory: 'Three unrelated accounts.' },
};
const sender = { name: 'Worklane', contact: 'decisions@worklane.example' };
const grounds = groundsNamed(['2.4'], STANDARD_POLICY.grounds);
const given = (id: string, more: Partial<MeasureNotice> = {}): MeasureNotice => ({
  holder: 'Mallory', decision: 'D-2318-1', measure: measureNamed(id)!, fields: FIELDS[id], effectiveAt: AT, grounds, told: ['Since 9 September 2026 your account has been used on a device that we had not seen before.'],
  inFavour: ['Your earlier laptop was used again on 2 November.'], signedBy: 'Wren', readTwice: true, limits: STANDARD_POLICY.limits, sender, ...more,
});
const felt = MEASURES.filter((measure) => measure.notice !== null).map((measure) => measure.id);
const contactLine = (paragraphs: readonly string[]): string[] => paragraphs.filter((paragraph) => paragraph.startsWith('Ask a person.'));

test.each(felt)('the notice of %s states everything that the law asks for, and leaves only links to fill', (id) => {
  const notice = measureNotice(given(id));
  const text = plainText(notice);
  for (const part of [
    'What we decided.', 'From, until.', 'What still works.', 'What we saw. Since 9 September 2026', 'In your favour.', 'Our rule. 2.4, No lending or sale of accounts: “You may not let',
    'A program that compares how accounts are used', 'it did not decide', 'known to you as Wren', 'A second person read the evidence', 'It is free', 'until 17 May 2027', 'within 14 days', 'out-of-court', 'court',
  ]) expect(text).toContain(part);
  expect(blanksIn(notice, 'sealing')).toEqual([]);
  expect(blanksIn(notice, 'sending')).toContain('appeal_link');
  const sent = fillBlanks(notice, { appeal_link: 'https://desk.example/appeal/x', answer_link: 'https://desk.example/appeal/x' });
  expect(blanksIn(sent, 'sending')).toEqual([]);
});

test.each(felt)('the product’s own words for %s pass its own lint', (id) => {
  const notice = measureNotice(given(id, { told: TELLABLE.map((signal) => canTell({ signal, firstAt: AT, lastAt: AT })!) }));
  expect(lintNotice(notice, [], [...ruleParagraphs(grounds), ...contactLine(notice.paragraphs)])).toEqual([]);
});

test('whatever is missing stays as a blank and stops the notice', () => {
  expect(blanksIn(measureNotice(given('closure', { told: [], grounds: [], signedBy: null })), 'sealing')).toEqual(['our_rule', 'what_we_saw', 'who_decided']);
  expect(blanksIn({ subject: 'A', paragraphs: ['payments go to {{ how we describe it }} …', 'on ____', 'because [...]'] }, 'sealing')).toEqual(['how we describe it', '____', '[...]']);
});

test('a holder without a name is greeted all the same, and a name brings no blanks or lines of its own', () => {
  expect(measureNotice(given('ask', { holder: null })).paragraphs[0]).toBe('Hello.');
  expect(measureNotice(given('ask', { holder: ' {{our_rule}}\nMal ' })).paragraphs[0]).toBe('Hello our_rule Mal.');
});

test('one person’s decision claims no second reader, and silent measures have no notice', () => {
  expect(plainText(measureNotice(given('payout-hold', { readTwice: false })))).not.toContain('second person');
  expect(() => measureNotice(given('watch'))).toThrow('silent');
});

test('the hold’s notice says that it never continues by silence', () => {
  expect(plainText(measureNotice(given('payout-hold')))).toContain('From 17 November 2026, 14:10 UTC to 20 November 2026, 14:10 UTC. Then a person renews it with a reason, or releases it.');
});

test('an appeal’s outcome gives reasons or stays blank; a grant puts everything back', () => {
  const outcome = { holder: 'Mallory', decision: 'D-2318-1', measure: measureNamed('closure')!, heardBy: 'Finch', reasons: 'The receipt shows that the device is yours.', decidedAt: AT, sender };
  expect(plainText(appealGrantedNotice(outcome))).toContain('Everything is put back from 17 November 2026: pay, rank, reviews.');
  expect(plainText(appealRefusedNotice(outcome))).toContain('out-of-court');
  expect(blanksIn(appealGrantedNotice({ ...outcome, reasons: ' ', heardBy: null }), 'sealing')).toEqual(['who_heard', 'reasons']);
  for (const notice of [appealGrantedNotice(outcome), appealRefusedNotice(outcome)]) expect(lintNotice(notice, [], contactLine(notice.paragraphs))).toEqual([]);
});

test('a lifting and the end of a question are told too', () => {
  expect(plainText(liftedNotice({ holder: 'Mallory', decision: 'D-1', measure: measureNamed('payout-hold')!, liftedAt: AT, words: 'Thank you for the receipt.', sender }))).toContain('What it changed is put back.');
  expect(plainText(nothingFurtherNotice({ holder: null, decision: 'D-1', answered: true, sender }))).toContain('Thank you for your answer');
  expect(plainText(nothingFurtherNotice({ holder: null, decision: 'D-1', answered: false, sender }))).toContain('You need not answer');
});

test.each<[string, string]>([
  ['address', 'from 203.0.113.7 on Monday'], ['address', 'from 2001:db8::7'], ['address', 'from 2001:db8:0:0:0:0:0:7'], ['device', 'device D-9E2'], ['device', 'key 3fa9c04e5b1d77aa90'],
  ['device', 'id 123e4567-e89b-42d3-a456-426614174000'], ['device', 'token tok_9x'], ['account', 'shared with acc_9T'], ['account', 'the same as Peggy Marsh uses'], ['e-mail', 'write to peggy@example.org'],
  ['odds', 'about 20 to 1'], ['odds', '1 in 9,400'], ['odds', '12 times likelier'], ['odds', '95% sure'], ['odds', 'above our threshold'], ['odds', 'your score'],
  ['accusation', 'this looks fraudulent'], ['accusation', 'a fake account'], ['accusation', 'suspicious use'], ['accusation', 'an impostor'], ['tipping-off', 'we told the police'], ['tipping-off', 'because of sanctions'],
])('the lint finds the %s in “%s”', (rule, text) => {
  expect(lintText(text, ['Peggy Marsh']).map((objection) => objection.rule)).toContain(rule);
});

test.each(['On 19 October at 14:10 your account was used in two places 6,779 km apart within 38 minutes.', 'From 09:00:15 to 12:00', 'from 5 to 9 March', 'a wallet ending 0932', 'Peggy Marshall wrote to you', 'rule 4.2.1', 'the facade of a cafe', 'We answer within two working days.'])(
  'the lint leaves “%s” alone', (text) => {
    expect(lintText(text, ['Peggy Marsh'])).toEqual([]);
  });

test('six months end on the same day, or on the last day of a shorter month', () => {
  expect(monthsAfter(Date.UTC(2026, 7, 31, 9), 6)).toBe(Date.UTC(2027, 1, 28, 9));
  expect(monthsAfter(Date.UTC(2027, 7, 31), 6)).toBe(Date.UTC(2028, 1, 29));
  expect(appealUntil(AT, STANDARD_POLICY.limits)).toBe(Date.UTC(2027, 4, 17, 14, 10));
  expect(appealDueAt(AT, STANDARD_POLICY.limits)).toBe(Date.UTC(2026, 11, 1, 14, 10));
});
