import { expect, test } from 'vitest';
import { blanksIn as sealBlanks } from '@/lib/decisions/notice';
import { blanksIn, likelihood, oneIn, plural } from './words';

test('a likelihood is said in steps, and what is over twenty is capped', () => {
  expect(likelihood(Math.log(20)).words).toBe('20× likelier');
  expect(likelihood(Math.log(96)).words).toBe('20× or more');
  expect(likelihood(Math.log(2.6)).words).toBe('2½× likelier');
  expect(likelihood(-Math.log(1.5)).words).toBe('1½× less likely');
  expect(likelihood(0.3)).toEqual({ direction: 'neither', times: 'chance', words: 'no more than chance' });
});

test('shares and counts read as people say them', () => {
  expect(oneIn(1 / 9412)).toBe('1 in 9,400');
  expect(oneIn(0)).toBeNull();
  expect(oneIn(null)).toBeNull();
  expect(plural(1, 'account')).toBe('1 account');
  expect(plural(2140, 'account')).toBe('2,140 accounts');
});

test('the form finds the same blanks of a draft as the rules that seal it', () => {
  const draft = 'What we saw. {{what_we_saw}} Known to you as {{signed_by}}, see {{appeal_link}}. Money goes to [...] and ____.';
  const sealing = sealBlanks({ subject: '', paragraphs: [draft] }, 'sealing').map((name) => name.replaceAll('_', ' '));
  expect(blanksIn(draft)).toEqual(sealing);
  expect(blanksIn(draft)).toContain('what we saw');
  expect(blanksIn('Nothing is left to fill.')).toEqual([]);
});
