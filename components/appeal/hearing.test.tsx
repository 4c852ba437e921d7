import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { HearingForm } from '../controls/hearing-form';
import { Hearing } from './hearing';

const hearing = (about: { language: string | null; mark: string | null }) => renderToStaticMarkup(
  <Hearing text="Please reconsider, thanks" {...about} filedAt={0} dueAt={0} now={0} decision={{ name: 'D-1-1', measure: 'Closure', facts: [] }} independence={{ mayHear: true, words: '', touched: [] }}>{null}</Hearing>,
);
const form = (about: Partial<Parameters<typeof HearingForm>[0]>) => renderToStaticMarkup(<HearingForm action={async () => null} hidden={{}} lifts="Closure" {...about} />);

test('words are marked by the account’s setting where they do not tell their language, and nothing is said of one', () => {
  expect(hearing({ language: null, mark: 'es' })).toMatch(/lang="es"[^>]*>Please reconsider/);
  expect(hearing({ language: null, mark: 'es' })).not.toContain('as it seems');
  expect(hearing({ language: 'es', mark: 'es' })).toMatch(/Written in <b class="b">Spanish<\/b>, as it seems/);
});

test('who is told in English and wrote what tells no language is answered in English without a question', () => {
  expect(form({ language: 'en', theirs: null })).not.toMatch(/The mail goes out in|What you write yourself is in/);
  for (const words of ['The mail goes out in English', 'What you write yourself is in']) expect(form({ language: 'en', theirs: 'tr' })).toContain(words);
});

test('before a grant stands what follows: for a measure in force that the platform is told, for one that has ended that the holder is', () => {
  for (const words of ['It lifts “Closure”, tells the platform', 'The platform and the holder are told at once.']) expect(form({})).toContain(words);
  const ended = form({ lifts: null });
  for (const words of ['nothing is left to put back', 'The holder is told at once. It cannot be taken back.']) expect(ended).toContain(words);
  expect(ended).not.toMatch(/[Tt]he platform/);
});

test('before a grant stands which decision it lifts where the hold was renewed, and which renewal ends with it', () => {
  expect(form({ lifts: 'Payout hold, 48 hours', renewal: 'D-1-2', waits: 'D-1-3' })).toContain('It lifts “Payout hold, 48 hours” of D-1-2, which goes on with this decision and holds in its place, tells the platform to put everything back, and says so to the holder. D-1-3, a renewal that waits for its second reader, is withdrawn with it.');
  expect(form({ lifts: null, waits: 'D-1-2' })).toContain('nothing is left to put back. D-1-2, a renewal that waits for its second reader, is withdrawn with it.');
});
