import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, anInstrument, aNeighbourhood, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { hubOfMany } from './hub-of-many';

const stretches = workdays({ days: daysFrom(0, 40), ip: 'line' });
const names = (count: number) => daysFrom(0, count).map((index) => `o${index}`);
type Card = NonNullable<Parameters<typeof aNeighbourhood>[2]>[number];
const till = (count: number): Sharing => ({ kind: 'payout_instrument', digest: 'till', others: names(count).map((account) => ({ account })) });
const line = (count: number, over: object = {}): Sharing => ({ kind: 'ip', digest: 'line', own: { firstAt: onDay(0) }, others: names(count).map((account) => ({ account, ...over })) });
function given(sharing: Sharing[], card: (index: number) => Partial<Card> = (index) => ({ surname: `s${index}` }), over: Parameters<typeof aHistory>[0] = {}) {
  const cards = ['own', ...names(12)].map((account, index) => ({ account, ...card(index) }));
  return aGiven(aHistory({ account: 'own', stretches, instruments: [anInstrument(onDay(1), 'till')], asOf: onDay(41), ...over }), aNeighbourhood('own', sharing, cards));
}

test('five people on one payout method are strong, more are more', () => {
  const five = findingOf(hubOfMany, given([till(4)]));
  expect(five).toMatchObject({ strength: 'strong', value: { persons: 5, hub: 'payout_instrument' }, words: 'One payout method joins 5 people who have nothing else in common.' });
  expect(five.evidence).toEqual([`instrument till ${onDay(1)}`]);
  expect(findingOf(hubOfMany, given([till(10)])).llr).toBeGreaterThan(five.llr);
});

test('a family of five, one organisation, and people who are linked otherwise are fewer persons', () => {
  expect(hubOfMany.read(given([till(4)], () => ({ surname: 'one' }))).state).toBe('quiet');
  expect(hubOfMany.read(given([till(4)], (index) => ({ surname: `s${index}`, organisation: 'org' }))).state).toBe('quiet');
  expect(hubOfMany.read(given([till(4)], (index) => ({ surname: `s${index}`, instruments: index < 2 ? ['till', 'another'] : ['till'] }))).state).toBe('quiet');
});

test('a home line counts where people stay, not where they pass', () => {
  expect(findingOf(hubOfMany, given([line(5)])).value).toMatchObject({ persons: 6, hub: 'ip' });
  expect(hubOfMany.read(given([line(9, { firstAt: onDay(30), lastAt: onDay(33), days: 2 })])).state).toBe('quiet');
});

test('flatmates who were there from the beginning are lowered, people who came with other hands are not', () => {
  const flat = (turnedAt: number | null) => given([line(5, { firstAt: onDay(2) })], (index) => ({ surname: `s${index}`, since: onDay(0), turnedAt }));
  expect(findingOf(hubOfMany, flat(null)).counter.map((each) => each.kind)).toEqual(['from_start']);
  expect(findingOf(hubOfMany, flat(onDay(1))).counter).toEqual([]);
});

test('a declared and confirmed agency is explained, and a holder paid in their own name lowered', () => {
  const cards = (index: number) => ({ surname: `s${index}`, ...(index > 0 ? { organisation: 'agency' } : {}) });
  const declared = { declarations: [aDeclaration('agency', onDay(0), { organisation: 'agency', verified: true })], versions: [aVersion()] };
  expect(hubOfMany.read(given([till(6)], cards, declared)).state).toBe('quiet');
  expect(leftOf(findingOf(hubOfMany, given([till(6)], undefined, { instruments: [anInstrument(onDay(1), 'till', { holderMatch: 'match' })] })))).toBeLessThan(1.6);
});

test('without devices, lines and payouts it abstains', () => {
  expect(hubOfMany.read(given([], undefined, { stretches: [], instruments: [] })).state).toBe('abstains');
});
