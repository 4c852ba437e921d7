import { expect, test } from 'vitest';
import { commonTo, customWords, departureWords, likeness, nearest, type DecidedCase, type Precedent } from './precedent';

const decided = (id: string, causes: readonly string[], logOdds = 3, settledAt = 0): DecidedCase => ({ id, causes, logOdds, settledAt });
const precedent = (id: string, measures: readonly string[], appeal: Precedent['appeal'] = null): Precedent => ({ id, name: id, common: { both: 1, either: 1 }, measures, undone: appeal === 'granted' ? measures.slice(-1) : [], appeal, lifted: appeal === 'granted', settledAt: 0 });
const title = (measure: string): string => measure.replaceAll('-', ' ');

test('the nearest have the same causes and about the same odds; what shares none is no precedent', () => {
  const mine = { causes: ['D3', 'P3'], logOdds: 3 };
  expect(likeness(mine, mine)).toBe(1);
  expect(commonTo(mine, { causes: ['P3', 'D3', 'G1'] })).toEqual({ both: 2, either: 3 });
  expect(likeness(mine, { causes: ['D3', 'P3'], logOdds: 6 })).toBeCloseTo(0.5);
  expect(likeness({ causes: [], logOdds: 0 }, { causes: [], logOdds: 0 })).toBe(0);
  const all = [decided('far', ['D3', 'P3'], 9), decided('half', ['D3']), decided('none', ['C3']), decided('old', ['D3', 'P3']), decided('new', ['P3', 'D3'], 3, 5), ...['a', 'b', 'c'].map((id) => decided(id, ['D3', 'G1', 'G2', 'G4']))];
  expect(nearest(mine, all).map(({ id }) => id)).toEqual(['new', 'old', 'half', 'far', 'a']);
});

test('a measure that no near case took is told, and one that appeals undid', () => {
  const held = [precedent('1', ['ask', 'payout-hold']), precedent('2', ['payout-hold']), precedent('3', ['payout-hold'], 'refused'), precedent('4', ['suspension'], 'granted'), precedent('5', ['dismiss'])];
  expect(customWords(held, title)).toBe('3 of 5 ended in payout hold; 1 was undone since, by us or on appeal.');
  expect(departureWords('closure', held, title)).toBe('None of the 5 nearest decided cases took closure; 3 ended in payout hold. Say why this one differs.');
  expect(departureWords('suspension', held, title)).toBe('1 of 1 near cases with suspension was undone since, by us or on appeal. Say what is different here.');
  for (const measure of ['payout-hold', 'ask', 'dismiss']) expect(departureWords(measure, held, title), measure).toBeNull();
  expect(departureWords('closure', held.slice(0, 2), title)).toBeNull();
  expect(customWords([precedent('1', ['ask']), precedent('2', ['dismiss']), precedent('3', ['watch'])], title)).toBeNull();
});

test('what was undone since, by an appeal or by people, is no custom: it warns whoever would take the same', () => {
  const undone = (id: string, how: Partial<Precedent>): Precedent => ({ ...precedent(id, ['suspension']), undone: ['suspension'], ...how });
  const all = [undone('1', { lifted: true }), undone('2', { lifted: true }), undone('3', { appeal: 'granted' }), precedent('4', ['dismiss']), precedent('5', ['watch'])];
  expect(customWords(all, title)).toBe('3 of 5 were undone since, by us or on appeal.');
  expect(departureWords('suspension', all, title)).toBe('3 of 3 near cases with suspension were undone since, by us or on appeal. Say what is different here.');
  expect(customWords([undone('1', { lifted: true }), precedent('2', ['suspension']), precedent('3', ['suspension'])], title)).toBe('2 of 3 ended in suspension; 1 was undone since, by us or on appeal.');
});

test('an appeal against how a case ended undoes nothing of what was taken on the way, and the other way round', () => {
  const all = [precedent('1', ['ask', 'closure'], 'granted'), precedent('2', ['dismiss']), precedent('3', ['dismiss'])];
  expect(departureWords('ask', all, title)).toBeNull();
  expect(departureWords('closure', all, title)).toBe('1 of 1 near cases with closure was undone since, by us or on appeal. Say what is different here.');
  const asked = [{ ...precedent('1', ['ask', 'closure']), undone: ['ask'] }, ...all.slice(1)];
  expect(departureWords('closure', asked, title)).toBeNull();
  expect(departureWords('ask', asked, title)).toMatch(/^1 of 1 near cases with ask was undone/);
});
