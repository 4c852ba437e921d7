import { expect, test } from 'vitest';
import { MEASURES } from './kinds/index';
import { measureNamed } from './ladder';
import { asInForm, fieldsSent, formFieldsOf, readingWords } from './measure-form';

/** What a person would fill in for each measure: whatever its form asks, in the form's own names. */
const FILLED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  dismiss: [],
  watch: [['watch.days', '14']],
  ask: [['ask.questions', 'Did you get a new computer?\n\n Whose account ends in 0932? '], ['ask.days', '7']],
  'step-up': [['step-up.routes', 'bank_sign_in'], ['step-up.routes', 'live_check'], ['step-up.days', '7']],
  'payout-hold': [['payout-hold.cap.amount', '1870.50'], ['payout-hold.cap.currency', 'USD'], ['payout-hold.hours', '72']],
  restriction: [['restriction.what', 'proposals'], ['restriction.days', '14']],
  suspension: [['suspension.days', '30']],
  closure: [['closure.answersStory', 'Two homes in 38 minutes.']],
};

test.each(MEASURES.map((measure) => [measure.id, measure] as const))('what the form of %s asks is what the measure needs', (id, measure) => {
  const form = new FormData();
  for (const [name, value] of FILLED[id]!) form.append(name, value);
  const asked = formFieldsOf(measure).map(({ name }) => `${id}.${name}`);
  expect([...new Set(FILLED[id]!.map(([name]) => name))].filter((name) => !asked.includes(name))).toEqual([]);
  expect(measure.fields.safeParse(fieldsSent(form, id)).success).toBe(true);
});

test.each(MEASURES.map((measure) => [measure.id, measure] as const))('what the form of %s leaves out is asked for in words of ours', (id, measure) => {
  for (const sent of [fieldsSent(new FormData(), id), { cap: {} }]) {
    const read = measure.fields.safeParse(sent);
    expect(read.success ? [] : read.error.issues.map(({ message }) => message).filter((words) => words.startsWith('Invalid'))).toEqual([]);
  }
});

test('lists, ticks and nested names come back in the shape of the measure', () => {
  const form = new FormData();
  for (const [name, value] of [...FILLED.ask!, ...FILLED['payout-hold']!, ...FILLED.restriction!]) form.append(name, value);
  expect(fieldsSent(form, 'ask')).toEqual({ questions: ['Did you get a new computer?', 'Whose account ends in 0932?'], days: '7' });
  expect(fieldsSent(form, 'payout-hold')).toEqual({ cap: { amount: '1870.50', currency: 'USD' }, hours: '72' });
  expect(fieldsSent(form, 'restriction')).toEqual({ what: ['proposals'], days: '14' });
});

test('a field left empty is absent, and an unknown measure has no fields', () => {
  const form = new FormData();
  form.append('suspension.days', '  ');
  form.append('exile.days', '3');
  expect(fieldsSent(form, 'suspension')).toEqual({});
  expect(fieldsSent(form, 'exile')).toEqual({});
});

test('numbers keep their bounds and choices their words', () => {
  expect(formFieldsOf(measureNamed('suspension')!)).toEqual([{ name: 'days', label: 'Days', kind: 'number', value: '30', min: 1, max: 90 }]);
  expect(formFieldsOf(measureNamed('step-up')!)[0]?.options?.map(({ label }) => label)).toEqual(['Sign in with your bank', 'Visit a post office', 'A short live check']);
});

test('a reading is one line of words', () => {
  expect(readingWords({ measure: 'payout-hold', fields: { hours: 72, cap: { amount: 1870, currency: 'USD' } } })).toBe('Payout hold, 72 hours, up to $1,870.00');
  expect(readingWords({ measure: 'restriction', fields: { days: 1, what: ['new_contracts', 'proposals'] } })).toBe('Restriction, 1 day, starting new contracts and sending proposals');
  expect(readingWords({ measure: 'closure', fields: { answersStory: 'x' } })).toBe('Closure');
  expect(readingWords({ measure: 'exile', fields: {} })).toBe('exile');
});

test('what was refused is named as the form names it', () => {
  const refused = { ok: false, fields: { 'fields.cap.amount': 'Too little.', grounds: 'One at least.', statement: 'Say it.', words: 'Say why.', measure: 'Choose.' } };
  expect(asInForm(refused, 'payout-hold').fields).toEqual({ 'payout-hold.cap.amount': 'Too little.', ground: 'One at least.', 'payout-hold.notice': 'Say it.', reason: 'Say why.', measure: 'Choose.' });
});

test('staff choose what is restricted of an account that is not theirs', () => {
  const asked = formFieldsOf(measureNamed('restriction')!).flatMap(({ options = [] }) => options.map(({ label }) => label));
  expect(asked).toEqual(['Starting new contracts', 'Sending proposals', 'Changing where the pay goes', 'Changing the profile']);
  expect(readingWords({ measure: 'restriction', fields: { what: ['payout_changes'], days: 14 } })).toBe('Restriction, 14 days, changing where the pay goes');
});
