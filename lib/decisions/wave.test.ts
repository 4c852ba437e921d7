import { expect, test } from 'vitest';
import { locked, OPEN } from '../kernel/moves';
import { APART_MEASURES, carveOutOf, isOfWave, leftWords, verdictOn, WAVE_MEASURES, type Candidate } from './wave';

const story = (kind: string, llr: number) => ({ kind, llr, words: `They are ${kind}.`, explains: [], leaves: [], support: [], decides: 'A paper.', share: 0.1 });
const firm: Candidate = { strength: 0.86, assessment: { band: 'act', innocent: null }, decided: null, appealed: null, gate: OPEN };

test.each<[string, Partial<Candidate>, ReturnType<typeof carveOutOf>]>([
  ['passes its own bar', {}, null],
  ['a story that explains less than the other reading', { assessment: { band: 'act', innocent: story('mover', -0.4) } }, null],
  ['a rival story', { assessment: { band: 'review', innocent: story('mover+vpn_user', 0.3) } }, { leave: 'story', words: 'They are mover+vpn_user.' }],
  ['a household, among other things', { assessment: { band: 'review', innocent: story('vpn_user+household', 0.3) } }, { leave: 'household', words: 'They are vpn_user+household.' }],
  ['too little of its own', { assessment: { band: 'watch', innocent: null } }, { leave: 'own-evidence', words: 'Its own evidence does not call for a review.' }],
  ['not assessed', { assessment: null }, { leave: 'own-evidence', words: 'Its own evidence does not call for a review.' }],
  ['a loose tie, before what its evidence says', { strength: 0.53, assessment: { band: 'watch', innocent: null } }, { leave: 'weak-tie', words: 'Tied by 53 of 100; 65 is asked for.' }],
  ['what is in force on it', { decided: 'Suspension, 30 days' }, { leave: 'decided', words: 'In force already: Suspension, 30 days.' }],
  ['a granted appeal, before a loose tie and after what is in force', { strength: 0.53, appealed: 'An appeal was granted on 30 November 2026.' }, { leave: 'appealed', words: 'An appeal was granted on 30 November 2026.' }],
  ['another person’s lease, before everything', { strength: 0.1, gate: locked('taken', 'Another person holds this case.') }, { leave: 'held', words: 'Another person holds this case.' }],
  ['the rules', { gate: locked('locked', 'Place and time alone never carry more than a question.') }, { leave: 'locked', words: 'Place and time alone never carry more than a question.' }],
])('a member in a wave: %s', (_, over, left) => {
  expect(carveOutOf({ ...firm, ...over })).toEqual(left);
});

test('why a member is left out is said once', () => {
  expect(leftWords({ leave: 'held', why: 'Another person holds this case.' })).toBe('Another person holds this case.');
  expect(leftWords({ leave: 'decided', why: 'In force already: Ask, 7 days, 3 questions.' })).toBe('In force already: Ask, 7 days, 3 questions.');
  expect(leftWords({ leave: 'held', why: '' })).toBe('Somebody else has it in hand.');
  expect(leftWords({ leave: 'weak-tie', why: 'Tied by 53 of 100; 65 is asked for.' })).toBe('Tied to the ring too loosely. Tied by 53 of 100; 65 is asked for.');
});

test('only what two people decide in a ring is taken in a wave; what is read otherwise asks for nothing more', () => {
  expect(WAVE_MEASURES.map(({ id }) => id)).toEqual(['dismiss', 'watch', 'payout-hold', 'restriction', 'suspension', 'closure']);
  expect(APART_MEASURES.map(({ id }) => id)).toEqual(['dismiss', 'watch']);
});

test('a proposal is of a wave when measure, common fields and reason are its own; what the case brings may differ', () => {
  const wave = { measure: 'payout-hold', fields: { hours: '48' }, reason: 'One wallet.' };
  expect(isOfWave({ ...wave, fields: { hours: '48', cap: { amount: 10, currency: 'USD' } } }, wave)).toBe(true);
  expect(isOfWave({ ...wave, fields: { hours: '72' } }, wave)).toBe(false);
  expect(isOfWave({ ...wave, measure: 'restriction' }, wave)).toBe(false);
  expect(isOfWave({ ...wave, reason: 'Two wallets.' }, wave)).toBe(false);
});

test('the verdict on a member is the wave’s, or its own where it was read otherwise', () => {
  const reading = { measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], words: 'The wallet.', apart: [{ account: 'b', measure: 'watch', words: 'Receipts.' }] };
  expect(verdictOn('a', reading)).toEqual({ measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], words: 'The wallet.' });
  expect(verdictOn('b', reading)).toMatchObject({ measure: 'watch', grounds: [], words: 'Receipts.' });
});
