import { expect, test } from 'vitest';
import { aBid, aHistory, aProfile, onDay } from './history.fixture';
import { styleBreak, writingsOf } from './style';
import { proposalsBy } from './writing.fixture';

const plain = proposalsBy('plain', 8);

test('another hand lies further from the first than nearly all partings of the same texts', () => {
  const found = styleBreak(plain, proposalsBy('formal', 8), 5)!;
  expect(found).toMatchObject({ before: 6, after: 6, templates: false });
  expect(found.chance).toBeLessThan(0.01);
  expect(Math.max(...found.course)).toBeLessThan(0.6);
});

test('the same hand does not', () => {
  expect(styleBreak(plain, proposalsBy('plain', 8, 20), 5)!.chance).toBeGreaterThan(0.1);
});

test('a change of language is no comparison, and neither is one of a neighbouring language', () => {
  expect(styleBreak(plain, proposalsBy('german', 8), 5)).toBeNull();
  expect(styleBreak(proposalsBy('spanish', 8), proposalsBy('portuguese', 8), 5)).toBeNull();
});

test('of somebody who writes in two languages only the one with enough texts on both sides is compared', () => {
  const mixed = [...proposalsBy('plain', 6), ...proposalsBy('german', 2)];
  expect(styleBreak(mixed, [...proposalsBy('plain', 6, 20), ...proposalsBy('german', 2, 20)], 5)!.chance).toBeGreaterThan(0.1);
});

test('two templates with the client’s name put in are known for what they are', () => {
  const filled = (template: number) => ['Alder', 'Beech', 'Cedar', 'Elm', 'Fir', 'Hazel'].map((name) => `${plain[template]} ${name}`);
  expect(styleBreak(filled(0), filled(1), 5)).toMatchObject({ templates: true, before: 6, after: 6 });
});

test('texts that are short, few or the same are not compared', () => {
  expect(styleBreak(plain.map((text) => text.slice(0, 100)), proposalsBy('formal', 8), 2)).toBeNull();
  expect(styleBreak(plain.slice(0, 4), proposalsBy('formal', 8), 5)).toBeNull();
  expect(styleBreak(Array.from({ length: 20 }, () => plain[0]!), proposalsBy('formal', 8), 2)).toBeNull();
});

test('writing is what stands on the profile and in proposals, each text once, in order', () => {
  const [a, b, c] = plain as [string, string, string];
  const profiles = [aProfile(onDay(3), { summary: b }), aProfile(onDay(9), { summary: b, resume: c })];
  const writings = writingsOf(aHistory({ profiles, bids: [aBid(onDay(5), a), aBid(onDay(6), a), aBid(onDay(7), 'too short'), aBid(onDay(8), null)] }));
  expect(writings.map(({ at, text }) => [at, text])).toEqual([[onDay(3), b], [onDay(5), a], [onDay(9), c]]);
});
